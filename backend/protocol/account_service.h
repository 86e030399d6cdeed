/* Answers of the methods about sessions and accounts; each fits trib_method.answer. */
#ifndef TRIBUTARY_PROTOCOL_ACCOUNT_SERVICE_H
#define TRIBUTARY_PROTOCOL_ACCOUNT_SERVICE_H

#include "service.h"

struct trib_session_end {
    const char *session_id;
};
struct trib_account_code { /* second_factor.confirm, .renew, .end */
    const char *code;
};
struct trib_account_sign_in_name {
    const char *sign_in_name;
};
struct trib_account_of { /* what an administrator does to an account */
    const char *person_id;
};

TRIB_ANSWERS(trib_session_list);
TRIB_ANSWERS(trib_session_end_one);
TRIB_ANSWERS(trib_session_end_others);
TRIB_ANSWERS(trib_account_read);
TRIB_ANSWERS(trib_account_set_sign_in_name);
TRIB_ANSWERS(trib_second_factor_begin_answer);
TRIB_ANSWERS(trib_second_factor_confirm_answer);
TRIB_ANSWERS(trib_second_factor_renew_answer);
TRIB_ANSWERS(trib_second_factor_end_answer);

TRIB_ANSWERS(trib_account_list);
TRIB_ANSWERS(trib_account_lock_answer);
TRIB_ANSWERS(trib_account_unlock_answer);
TRIB_ANSWERS(trib_account_end_sessions);
TRIB_ANSWERS(trib_account_link_make);
TRIB_ANSWERS(trib_account_end_second_factor);
TRIB_ANSWERS(trib_setting_list);

#endif
