/* Telling the service manager how the server is. Private to this room. */
#ifndef TRIBUTARY_CLI_NOTIFY_H
#define TRIBUTARY_CLI_NOTIFY_H

/** Sends a word of systemd's protocol ("READY=1") where NOTIFY_SOCKET says; nothing when nobody
   waits for it. Source: sd_notify(3). */
void notify_manager(const char *word);

#endif
