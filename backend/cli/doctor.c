/*
 * tributary doctor: what is well and what is not with a coalition's file and the machine it lies
 * on, in words, with what to do. It changes nothing, and the file may be served meanwhile.
 */
#include <errno.h>
#include <fcntl.h>
#include <inttypes.h>
#include <libgen.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/statvfs.h>
#include <unistd.h>

#include "command.h"
#include "file.h"
#include "tributary/base/environment.h"
#include "tributary/mail/outbox.h"
#include "tributary/store/log.h"

#define MIB (INT64_C(1024) * 1024)
/* Room a disk should have besides: a day's work, a backup, a WAL that grew. */
#define ROOM_BYTES_LEAST (100 * MIB)
/* A WAL of more is put back too seldom: somebody reads without end, or the disk is slow. */
#define WAL_BYTES_USUAL (64 * MIB)
/* Descriptors the server may have: as many as it takes connections, and its files. */
#define DESCRIPTORS_LEAST 10100u

enum health { WELL, POOR, BAD };

struct visit {
    const char *path;
    struct stat about;
    enum health worst;
};

static void say(struct visit *visit, enum health health, const char *format, ...)
    __attribute__((format(printf, 3, 4)));
static void say(struct visit *visit, enum health health, const char *format, ...) {
    static const char *const WORDS[] = {"well", "poor", "BAD "};
    va_list arguments;
    printf("%s  ", WORDS[health]);
    va_start(arguments, format);
    vprintf(format, arguments);
    va_end(arguments);
    printf("\n");
    visit->worst = health > visit->worst ? health : visit->worst;
}

/* ---- the file -------------------------------------------------------------------------------- */

static void look_at_rights(struct visit *visit) {
    if ((visit->about.st_mode & 077) == 0) {
        say(visit, WELL, "the file is its owner's alone");
    } else {
        say(visit, BAD,
            "the file can be read by others on this machine (mode %03o). Do: chmod 600 %s",
            (unsigned)(visit->about.st_mode & 0777), visit->path);
    }
}

static void look_at_service(struct visit *visit) {
    TRIB_AUTO(trib_buffer) lock = {0};
    trib_buffer_append_format(&lock, "%s.lock", visit->path);
    int fd = lock.failed ? -1 : open(lock.bytes, O_RDONLY | O_CLOEXEC);
    bool is_served = fd >= 0 && flock(fd, LOCK_SH | LOCK_NB) != 0 && errno == EWOULDBLOCK;
    say(visit, WELL, is_served ? "it is being served" : "nobody serves it just now");
    if (fd >= 0) {
        close(fd);
    }
}

static void look_at_wal(struct visit *visit) {
    TRIB_AUTO(trib_buffer) wal = {0};
    struct stat about;
    trib_buffer_append_format(&wal, "%s-wal", visit->path);
    if (wal.failed || stat(wal.bytes, &about) != 0) {
        return;
    }
    bool is_long = about.st_size > WAL_BYTES_USUAL;
    say(visit, is_long ? POOR : WELL, "%" PRId64 " MiB wait beside it to be put into it%s",
        (int64_t)about.st_size / MIB,
        is_long
            ? ": something reads it without end. Look for backups and programs that have it open"
            : "");
}

static void look_at_log(struct visit *visit) {
    struct trib_verify_report report = {0};
    struct trib_error error = {0};
    struct trib_store_settings settings = cli_store_settings(visit->path);
    if (!trib_log_verify(&settings, &report, &error)) {
        say(visit, BAD, "its log cannot be verified, as said above");
        cli_refuse_file(visit->path, &error);
    } else if (report.difference[0] != '\0') {
        say(visit, BAD,
            "it is not what its log says: %s. Keep it as it is, and go on from the last backup "
            "that verifies",
            report.difference);
    } else {
        say(visit, WELL,
            "%" PRIu64 " entries, %" PRIu64 " changes: its log holds, and tells what it "
            "has",
            report.entries, report.changes);
    }
}

/* What waits for longer than the sender's patience is not on its way any more. */
#define MAIL_WAIT_MS_USUAL (INT64_C(60) * 60 * 1000)

static void look_at_mail(struct visit *visit) {
    struct trib_mail_counts mails = {0};
    if (!trib_mail_count_file(visit->path, &mails) || (mails.waiting == 0 && mails.failed == 0)) {
        return;
    }
    int64_t now_ms = trib_clock_system().now_ms(NULL);
    bool is_late = mails.waiting > 0 && now_ms - mails.oldest_at_ms > MAIL_WAIT_MS_USUAL;
    say(visit, is_late || mails.failed > 0 ? POOR : WELL,
        "%" PRId64 " mails wait to be sent, %" PRId64 " were given up%s", mails.waiting,
        mails.failed,
        is_late
            ? ". The oldest waits for more than an hour: look in the log for mail.not_sent, and "
              "at TRIBUTARY_SMTP_URL and what belongs to it"
            : "");
}

/* ---- the machine ----------------------------------------------------------------------------- */

static void look_at_disk(struct visit *visit) {
    struct statvfs disk;
    char *copy = strdup(visit->path);
    bool is_told = copy != NULL && statvfs(dirname(copy), &disk) == 0;
    free(copy);
    if (!is_told) {
        say(visit, POOR, "its disk does not say how much room it has");
        return;
    }
    int64_t room = (int64_t)disk.f_bavail * (int64_t)disk.f_frsize;
    int64_t wanted = 3 * (int64_t)visit->about.st_size + ROOM_BYTES_LEAST;
    say(visit, room < wanted ? POOR : WELL, "its disk has room for %" PRId64 " MiB%s", room / MIB,
        room < wanted
            ? ". Make more: three times the file and 100 MiB besides is what it may come to need"
            : "");
}

static void look_at_limits(struct visit *visit) {
    struct rlimit limit;
    if (getrlimit(RLIMIT_NOFILE, &limit) != 0) {
        return;
    }
    bool is_low = limit.rlim_cur != RLIM_INFINITY && limit.rlim_cur < DESCRIPTORS_LEAST;
    say(visit, is_low ? POOR : WELL, "a program may have %" PRIu64 " files open here%s",
        (uint64_t)limit.rlim_cur,
        is_low
            ? ": so many people at once and no more. Do: ulimit -n 16384, or LimitNOFILE= in its "
              "service"
            : "");
}

int cli_doctor(const struct cli_call *call) {
    struct visit visit = {0};
    static const char *const names[] = {"FILE"};
    if (!cli_words_read(call, NULL, 0, &(struct cli_operands){names, &visit.path, 1})) {
        return CLI_MISUSED;
    }
    if (!cli_file_check(visit.path)) {
        return CLI_FAILED;
    }
    if (stat(visit.path, &visit.about) != 0 || !S_ISREG(visit.about.st_mode)) {
        return cli_refuse("%s is not a file that can be looked at", visit.path);
    }
    look_at_rights(&visit);
    look_at_service(&visit);
    look_at_log(&visit);
    look_at_wal(&visit);
    look_at_mail(&visit);
    look_at_disk(&visit);
    look_at_limits(&visit);
    return visit.worst == BAD ? CLI_FAILED : CLI_DONE;
}
