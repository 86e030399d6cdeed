/*
 * The service: it says where it is when it listens, tells the service manager, ends cleanly when it
 * is asked to, and refuses what it cannot or should not serve. It runs in a process of its own,
 * since it is ended by signals.
 */
#include <netinet/in.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <sys/wait.h>
#include <unistd.h>

#include "shell.h"
#include "tributary/cli/cli.h"

struct service {
    pid_t pid;
    FILE *out;
    unsigned port;
};

/* Starts one on any port that is free, and waits for what it says. */
static struct service begin(const struct shell *shell) {
    int ends[2];
    struct service service = {0};
    char line[256];
    assert_int_equal(pipe(ends), 0);
    fflush(NULL);
    service.pid = fork();
    assert_true(service.pid >= 0);
    if (service.pid == 0) {
        char *words[] = {strdup("tributary"),
                         strdup("serve"),
                         strdup("--db"),
                         strdup(shell->file),
                         strdup("--port"),
                         strdup("0"),
                         NULL};
        prctl(PR_SET_PDEATHSIG, SIGKILL); /* a test that fails leaves none behind */
        dup2(ends[1], STDOUT_FILENO);
        close(ends[0]);
        close(ends[1]);
        exit(trib_cli_run(6, words));
    }
    close(ends[1]);
    service.out = fdopen(ends[0], "r");
    assert_non_null(service.out);
    assert_non_null(fgets(line, sizeof line, service.out));
    assert_int_equal(sscanf(line, "Tributary is at http://localhost:%u\n", &service.port), 1);
    return service;
}

static void end(struct service *service, int signal_number) {
    int status = 0;
    assert_int_equal(kill(service->pid, signal_number), 0);
    assert_true(waitpid(service->pid, &status, 0) == service->pid);
    assert_true(WIFEXITED(status));
    assert_int_equal(WEXITSTATUS(status), 0);
    assert_int_equal(fgetc(service->out), EOF); /* and it said nothing more */
    fclose(service->out);
}

static bool is_listening(unsigned port) {
    struct sockaddr_in address = {.sin_family = AF_INET,
                                  .sin_port = htons((uint16_t)port),
                                  .sin_addr = {htonl(INADDR_LOOPBACK)}};
    int socket_end = socket(AF_INET, SOCK_STREAM, 0);
    assert_true(socket_end >= 0);
    bool is = connect(socket_end, (struct sockaddr *)&address, sizeof address) == 0;
    close(socket_end);
    return is;
}

static void ends_when_asked(void **state) {
    struct shell *shell = *state;
    const int signals[] = {SIGTERM, SIGINT};
    assert_int_equal(SHELL(shell, "init", shell->file), 0);
    for (size_t i = 0; i < UNIT_COUNT(signals); i++) {
        struct service service = begin(shell);
        assert_true(is_listening(service.port));
        end(&service, signals[i]);
        assert_false(is_listening(service.port));
        assert_int_equal(SHELL(shell, "verify", shell->file), 0);
    }
}

static void one_serves_a_file_at_a_time(void **state) {
    struct shell *shell = *state;
    assert_int_equal(SHELL(shell, "init", shell->file), 0);
    struct service service = begin(shell);
    assert_int_equal(SHELL(shell, "serve", "--db", shell->file, "--port", "0"), 1);
    assert_true(shell_complained(shell, "a Tributary serves it already"));
    assert_int_equal(SHELL(shell, "invite", shell->file, "--name", "x"), 1);
    assert_true(shell_complained(shell, "a Tributary serves it already"));
    assert_true(is_listening(service.port)); /* the one that serves is not concerned */
    end(&service, SIGTERM);
    assert_int_equal(SHELL(shell, "invite", shell->file, "--name", "x"), 0);
}

static void one_listens_on_a_port(void **state) {
    struct shell *shell = *state;
    char port[16];
    assert_int_equal(SHELL(shell, "init", shell->file), 0);
    assert_int_equal(SHELL(shell, "init", shell->other), 0);
    struct service service = begin(shell);
    snprintf(port, sizeof port, "%u", service.port);
    assert_int_equal(SHELL(shell, "serve", "--db", shell->other, "--port", port), 1);
    assert_true(shell_complained(shell, "cannot be listened on"));
    end(&service, SIGTERM);
}

static struct row {
    const char *name;
    const char *option, *value, *complaint;
} refused[] = {
    {"the open network needs a name people come by", "--host", "0.0.0.0",
     "name the address people open: --origin"},
    {"an origin has a scheme", "--origin", "coalition.example", "is scheme://host"},
    {"an origin has nothing behind it", "--origin", "https://coalition.example/x",
     "is scheme://host"},
};

static void is_refused(void **state) {
    const struct row *row = *state;
    void *opened = NULL;
    shell_set_up(&opened);
    struct shell *shell = opened;
    assert_int_equal(SHELL(shell, "init", shell->file), 0);
    assert_int_equal(
        SHELL(shell, "serve", "--db", shell->file, "--port", "0", row->option, row->value), 1);
    assert_true(shell_complained(shell, row->complaint));
    assert_int_equal(shell->out.length, 0);
    shell_tear_down(&opened);
}

/* One datagram when it listens, one when it stops. */
static void the_manager_is_told(void **state) {
    struct shell *shell = *state;
    struct sockaddr_un address = {.sun_family = AF_UNIX};
    char word[64];
    assert_int_equal(SHELL(shell, "init", shell->file), 0);
    snprintf(address.sun_path, sizeof address.sun_path, "%s/notify", shell->folder);
    int manager = socket(AF_UNIX, SOCK_DGRAM, 0);
    assert_true(manager >= 0);
    assert_int_equal(bind(manager, (struct sockaddr *)&address, sizeof address), 0);
    assert_int_equal(setenv("NOTIFY_SOCKET", address.sun_path, 1), 0);
    struct service service = begin(shell);
    ssize_t length = recv(manager, word, sizeof word, 0);
    assert_int_equal(length, strlen("READY=1"));
    assert_memory_equal(word, "READY=1", (size_t)length);
    end(&service, SIGTERM);
    length = recv(manager, word, sizeof word, 0);
    assert_int_equal(length, strlen("STOPPING=1"));
    assert_memory_equal(word, "STOPPING=1", (size_t)length);
    assert_int_equal(unsetenv("NOTIFY_SOCKET"), 0);
    close(manager);
}

int main(void) {
    struct unit_tests tests = {0};
    const struct CMUnitTest in_a_shell[] = {
        IN_A_SHELL(ends_when_asked),
        IN_A_SHELL(one_serves_a_file_at_a_time),
        IN_A_SHELL(one_listens_on_a_port),
        IN_A_SHELL(the_manager_is_told),
    };
    unit_add_rows(&tests, is_refused, refused, sizeof refused[0], UNIT_COUNT(refused));
    int failed = unit_run("cli/serve", &tests);
    return failed + cmocka_run_group_tests_name("cli/serve", in_a_shell, NULL, NULL);
}
