# tests/sim/*.c becomes the program sim: the whole server but its sockets, with simulated clients, from
# one seed. ctest runs few seeds, so that the build under the sanitizers has them too; tests/sim/run many.

file(GLOB sim_sources CONFIGURE_DEPENDS ${CMAKE_SOURCE_DIR}/tests/sim/*.c)
add_executable(sim ${sim_sources})
target_include_directories(sim PRIVATE ${CMAKE_SOURCE_DIR}/backend/protocol
  ${CMAKE_SOURCE_DIR}/tests/unit/support)
target_compile_options(sim PRIVATE -Wno-null-dereference) # as the unit tests
target_link_libraries(sim PRIVATE unit_support trib_protocol trib_import trib_export trib_command trib_mail trib_account
  trib_feed trib_space trib_store trib_domain trib_base PkgConfig::CMOCKA PkgConfig::JANSSON
  PkgConfig::SQLITE PkgConfig::SODIUM PkgConfig::ZLIB Threads::Threads)
add_test(NAME sim_memory COMMAND ${CMAKE_COMMAND} -E env TRIB_SEEDS=40 $<TARGET_FILE:sim> memory)
add_test(NAME sim_file COMMAND ${CMAKE_COMMAND} -E env TRIB_SEEDS=3 $<TARGET_FILE:sim> file)
add_test(NAME sim_faults COMMAND ${CMAKE_COMMAND} -E env TRIB_SEEDS=15 $<TARGET_FILE:sim> faults)
add_test(NAME sim_cuts COMMAND ${CMAKE_COMMAND} -E env TRIB_SEEDS=8 $<TARGET_FILE:sim> cuts)
