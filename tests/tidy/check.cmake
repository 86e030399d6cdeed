# cmake --build build --target check: format, clang-tidy, the house rules no tool knows, and all unit tests.
# clang-tidy takes seconds a file, so each file has a stamp and is looked at again only when it, a header
# or the rules changed.

find_program(CLANG_FORMAT clang-format)
find_program(CLANG_TIDY clang-tidy)

file(GLOB_RECURSE headers CONFIGURE_DEPENDS include/tributary/*.h backend/*.h tests/unit/*.h tests/sim/*.h tests/fuzz/*.h)
file(GLOB_RECURSE backend_sources CONFIGURE_DEPENDS backend/*.c)
file(GLOB_RECURSE test_sources CONFIGURE_DEPENDS tests/unit/*.c tests/sim/*.c tests/fuzz/*.c)
file(GLOB bench_sources CONFIGURE_DEPENDS tests/bench/*.c) # the packages below it are other people's

add_custom_target(check_format
  COMMAND ${CLANG_FORMAT} --dry-run -Werror ${headers} ${backend_sources} ${test_sources}
    ${bench_sources}
  WORKING_DIRECTORY ${CMAKE_SOURCE_DIR} VERBATIM)

set(tidied "")
foreach(source IN LISTS backend_sources)
  file(RELATIVE_PATH name ${CMAKE_SOURCE_DIR}/backend ${source})
  string(REPLACE "/" "_" name ${name})
  set(stamp ${CMAKE_BINARY_DIR}/tidy/${name}.stamp)
  add_custom_command(OUTPUT ${stamp}
    COMMAND ${CLANG_TIDY} --quiet -p ${CMAKE_BINARY_DIR} ${source}
    COMMAND ${CMAKE_COMMAND} -E touch ${stamp}
    DEPENDS ${source} ${headers} ${CMAKE_SOURCE_DIR}/.clang-tidy VERBATIM COMMENT "clang-tidy ${name}")
  list(APPEND tidied ${stamp})
endforeach()
file(MAKE_DIRECTORY ${CMAKE_BINARY_DIR}/tidy)
add_custom_target(check_tidy DEPENDS ${tidied})

add_custom_target(check_house
  COMMAND ${CMAKE_SOURCE_DIR}/tests/tidy/run
  WORKING_DIRECTORY ${CMAKE_SOURCE_DIR} VERBATIM)

add_custom_target(check
  COMMAND ${CMAKE_CTEST_COMMAND} --output-on-failure
  WORKING_DIRECTORY ${CMAKE_BINARY_DIR} VERBATIM)
add_dependencies(check check_format check_tidy check_house)
foreach(room IN LISTS TRIB_ROOMS)
  add_dependencies(check unit_${room})
endforeach()
