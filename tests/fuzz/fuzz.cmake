# tests/fuzz/<name>.c becomes the program fuzz_<name>; fuzz.c is what they share.

file(GLOB fuzzers CONFIGURE_DEPENDS ${CMAKE_SOURCE_DIR}/tests/fuzz/*.c)
list(FILTER fuzzers EXCLUDE REGEX "/fuzz\\.c$")
add_custom_target(fuzz)
foreach(source IN LISTS fuzzers)
  get_filename_component(name ${source} NAME_WE)
  add_executable(fuzz_${name} EXCLUDE_FROM_ALL ${source} ${CMAKE_SOURCE_DIR}/tests/fuzz/fuzz.c)
  target_include_directories(fuzz_${name} PRIVATE ${CMAKE_SOURCE_DIR}/backend/protocol
    ${CMAKE_SOURCE_DIR}/backend/net ${CMAKE_SOURCE_DIR}/tests/unit/support)
  target_link_options(fuzz_${name} PRIVATE -fsanitize=fuzzer)
  target_link_libraries(fuzz_${name} PRIVATE unit_support trib_net trib_protocol trib_import trib_command trib_mail
    trib_account trib_feed trib_space trib_store trib_domain trib_base PkgConfig::CMOCKA PkgConfig::JANSSON
    PkgConfig::SQLITE PkgConfig::SODIUM PkgConfig::ZLIB Threads::Threads)
  add_dependencies(fuzz fuzz_${name})
endforeach()
