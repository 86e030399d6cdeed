/* The program. All it does is to hand its words to the command line. */
#include "tributary/cli/cli.h"

int main(int word_count, char **words) {
    return trib_cli_run(word_count, words);
}
