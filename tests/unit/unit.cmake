# tests/unit/<room>/<file>_test.c becomes the program unit_<room>_<file>, run by ctest under that name.
# Helpers that several tests share stand in tests/unit/support. `ninja unit_<room>` builds a room's tests.

file(GLOB support_sources CONFIGURE_DEPENDS ${CMAKE_SOURCE_DIR}/tests/unit/support/*.c)
set(support "")
if(support_sources)
  # It sees every room's headers but links none, so that a low room's tests do not wait for the high ones.
  add_library(unit_support STATIC EXCLUDE_FROM_ALL ${support_sources})
  target_link_libraries(unit_support PRIVATE PkgConfig::CMOCKA PkgConfig::JANSSON PkgConfig::SQLITE)
  foreach(room IN LISTS TRIB_ROOMS)
    target_include_directories(unit_support PRIVATE ${CMAKE_BINARY_DIR}/view/${room})
  endforeach()
  target_compile_options(unit_support PRIVATE -Wno-null-dereference)
  target_compile_definitions(unit_support PRIVATE TRIB_SOURCE_DIR="${CMAKE_SOURCE_DIR}")
  set(support unit_support)
endif()

# A test may include its room, the rooms below it and its room's own headers.
set(rooms_below "")
foreach(room IN LISTS TRIB_ROOMS)
  list(PREPEND rooms_below trib_${room})
  add_custom_target(unit_${room})
  file(GLOB tests CONFIGURE_DEPENDS ${CMAKE_SOURCE_DIR}/tests/unit/${room}/*_test.c)
  foreach(source IN LISTS tests)
    get_filename_component(file ${source} NAME_WE)
    string(REGEX REPLACE "_test$" "" file ${file})
    set(unit unit_${room}_${file})
    add_executable(${unit} ${source})
    target_include_directories(${unit} PRIVATE ${CMAKE_SOURCE_DIR}/backend/${room}
      ${CMAKE_SOURCE_DIR}/tests/unit/support)
    # cmocka's assertions jump away when they fail, which the compiler cannot know
    target_compile_options(${unit} PRIVATE -Wno-null-dereference)
    target_compile_definitions(${unit} PRIVATE TRIB_SOURCE_DIR="${CMAKE_SOURCE_DIR}")
    target_link_libraries(${unit} PRIVATE ${support} ${rooms_below} PkgConfig::CMOCKA PkgConfig::JANSSON
      PkgConfig::SQLITE PkgConfig::SODIUM PkgConfig::ZLIB PkgConfig::ICAL Threads::Threads)
    if(file STREQUAL "memory")
      target_link_options(${unit} PRIVATE
        -Wl,--wrap=malloc,--wrap=calloc,--wrap=realloc,--wrap=strdup)
    endif()
    if(unit STREQUAL "unit_store_redaction")
      target_link_options(${unit} PRIVATE -Wl,--wrap=fsync)
    endif()
    if(unit STREQUAL "unit_cli_backup")
      target_link_options(${unit} PRIVATE -Wl,--wrap=sleep,--wrap=time)
    endif()
    add_test(NAME ${unit} COMMAND ${unit})
    add_dependencies(unit_${room} ${unit})
  endforeach()
endforeach()
