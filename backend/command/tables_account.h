/* The columns of schema/0002_account.sql, 0003_room_code.sql, 0004_saved_view.sql,
 * 0012_mail.sql and 0013_attention.sql. Private to tables.c. */
#ifndef TRIBUTARY_COMMAND_TABLES_ACCOUNT_H
#define TRIBUTARY_COMMAND_TABLES_ACCOUNT_H

static const struct trib_column INVITATION_COLUMNS[] = {
    TEXT("invitation_id"),     TEXT("space_id"), TEXT_OR_NULL("organization_id"), TEXT("role"),
    WORDS_OR_NULL("name_for"), TEXT("language"), INTEGER("expires_at_ms"),        TEXT("state"),
    INTEGER("sample"),
};

static const struct trib_column INVITATION_KEY_COLUMNS[] = {
    TEXT("token_hash"),
    TEXT("invitation_id"),
};

static const struct trib_column ROOM_CODE_COLUMNS[] = {
    TEXT("room_code_id"),     TEXT("space_id"),        TEXT("group_id"),
    INTEGER("expires_at_ms"), INTEGER("joined_count"), TEXT("state"),
};

static const struct trib_column ROOM_CODE_KEY_COLUMNS[] = {
    TEXT("code_hash"),
    TEXT("room_code_id"),
};

static const struct trib_column SAVED_VIEW_COLUMNS[] = {
    TEXT("saved_view_id"), TEXT("space_id"), TEXT("room"), WORDS("name"), WORDS("query"),
};

static const struct trib_column CREDENTIAL_COLUMNS[] = {
    TEXT("person_id"),     TEXT("sign_in_name"),     TEXT("sign_in_key"),
    TEXT("password_hash"), INTEGER("changed_at_ms"),
};

static const struct trib_column SECOND_FACTOR_COLUMNS[] = {
    TEXT("person_id"),
    TEXT("secret"),
    INTEGER_OR_NULL("confirmed_at_ms"),
    INTEGER("last_step"),
};

static const struct trib_column RECOVERY_CODE_COLUMNS[] = {
    TEXT("code_hash"),
    TEXT("person_id"),
};

static const struct trib_column ACCOUNT_LOCK_COLUMNS[] = {
    TEXT("person_id"),
    INTEGER("locked_at_ms"),
};

static const struct trib_column SETTING_COLUMNS[] = {
    TEXT("setting_id"),
    INTEGER("value"),
};

static const struct trib_column MAIL_COLUMNS[] = {
    TEXT("mail_id"),
    TEXT("key"),
    TEXT_OR_NULL("person_id"),
    TEXT_OR_NULL("about_id"),
    TEXT_OR_NULL("address"),
    TEXT_OR_NULL("subject"),
    TEXT_OR_NULL("body"),
    TEXT_OR_NULL("unsubscribe"),
    INTEGER("written_at_ms"),
    INTEGER("due_at_ms"),
    INTEGER("expires_at_ms"),
    INTEGER("try_count"),
    TEXT("state"),
    TEXT_OR_NULL("failure"),
};

static const struct trib_column NOTIFICATION_COLUMNS[] = {
    TEXT("notification_id"), TEXT("space_id"), TEXT("reason"),
    TEXT("about_table"),     TEXT("about_id"), WORDS_OR_NULL("comment_id"),
    INTEGER("seq"),          INTEGER("at_ms"), INTEGER_OR_NULL("seen_at_ms"),
};

static const struct trib_column ATTENTION_COLUMNS[] = {
    TEXT("attention_id"),
    TEXT("space_id"),
    TEXT("digest"),
    INTEGER("digest_hour"),
    INTEGER("at_once"),
    INTEGER("quiet_from"),
    INTEGER("quiet_until"),
    INTEGER("narrow_words"),
    INTEGER_OR_NULL("news_seen_seq"),
    INTEGER_OR_NULL("news_seen_at_ms"),
};

static const struct trib_column SUBSCRIPTION_COLUMNS[] = {
    TEXT("subscription_id"),
    TEXT("space_id"),
    TEXT_OR_NULL("group_id"),
    TEXT("volume"),
};

static const struct trib_column MAIL_TURN_COLUMNS[] = {
    TEXT("person_id"),         INTEGER("told_seq"),  INTEGER("due_seq"), INTEGER("told_before_seq"),
    INTEGER("due_before_seq"), INTEGER("due_at_ms"), TEXT("digest_on"),
};

static const struct trib_column UNSUBSCRIBE_KEY_COLUMNS[] = {
    TEXT("token_hash"),
    TEXT("person_id"),
    TEXT("kind"),
    INTEGER("made_at_ms"),
};

#endif
