/*
 * Names to sign in with, as they are compared. Only the letters that an e-mail address is written
 * with lose their size: somebody who types theirs with a capital on a telephone is still
 * themselves. Other scripts are taken as they come; whoever chose such a name types it the same way
 * again.
 */

#include "tributary/account/credential.h"

#include <ctype.h>
#include <string.h>

void trib_sign_in_name_fold(const char *name, char out_key[static TRIB_SIGN_IN_NAME_BYTES]) {
    while (*name == ' ' || *name == '\t') {
        name++;
    }
    size_t length = strnlen(name, TRIB_SIGN_IN_NAME_BYTES - 1);
    while (length > 0 && (name[length - 1] == ' ' || name[length - 1] == '\t')) {
        length--;
    }
    for (size_t i = 0; i < length; i++) {
        out_key[i] = (char)(name[i] >= 'A' && name[i] <= 'Z' ? tolower(name[i]) : name[i]);
    }
    out_key[length] = '\0';
}
