/* The bounds of this room, each with its reason. */
#ifndef TRIBUTARY_NET_LIMITS_H
#define TRIBUTARY_NET_LIMITS_H

#include <stddef.h>

/* Those that tell how long others may take are what struct trib_net_patience begins from. */

/* Frames one message may come in: browsers send one, the strangest library tens. Past it: 1009. */
#define NET_FRAGMENTS_MAX 1024u
/* Bytes read from a socket at once: a window of 64 commands of one busy sender. */
#define NET_READ_BYTES ((size_t)16 * 1024)
/* Bytes of one write that joins frames: what a kernel's socket buffer takes gladly. A longer frame
   goes alone. */
#define NET_JOINED_BYTES_MAX ((size_t)64 * 1024)

/* Bytes of messages and bodies of which not all has come, of all connections together: this much
   for each that may be open, and four of the longest in any case. A call that comes in one piece
   is not kept and needs none of it. Past it: 1013, a request is dropped. */
#define NET_INBOX_BYTES_EACH ((size_t)32 * 1024)
#define NET_INBOXES_BYTES_LEAST ((size_t)4 * 1024 * 1024)

/* Bytes waiting for one slow browser. Past it nothing more is read from it, so that who asks much
   must also listen. */
#define NET_OUTBOX_BYTES_READING ((size_t)256 * 1024)
/* Past it for NET_OUTBOX_SLOW_MS: sync.resume and 1013; the client resumes from its last seq. */
#define NET_OUTBOX_BYTES_SLOW ((size_t)1024 * 1024)
#define NET_OUTBOX_SLOW_MS 10000
/* Past it at once: the same. Four of the largest frames that answer a hello. */
#define NET_OUTBOX_BYTES_MAX ((size_t)4 * 1024 * 1024)
/* All of them together: a hall of 10,000 who are 100 KiB behind. Past it: the same, for whoever
   gets the next frame. */
#define NET_OUTBOXES_BYTES_MAX ((size_t)1024 * 1024 * 1024)
_Static_assert(NET_OUTBOX_BYTES_MAX <= NET_OUTBOXES_BYTES_MAX / 16, "one reader is a sliver");

/* Bytes of a request's head: an honest one with the cookies of other programs on this machine has
   half. Past it: the connection is dropped. */
#define NET_HEAD_BYTES_MAX ((size_t)8 * 1024)
/* Seconds for a request's head to come. Past it: dropped. */
#define NET_HEAD_SECONDS 10
/* Milliseconds for a request's body, or all of a message, to come. Past it: dropped; 1008. */
#define NET_BODY_MS 30000
/* Seconds in which a reader must take a piece of an answer. Past it: dropped. */
#define NET_ANSWER_SECONDS 30
/* Milliseconds for all of an answer, and one more for each so many bytes of it: a telephone in the
   hills takes a kilobyte a second. Who takes a byte now and then would hold it in memory for good,
   and the workers wait for who holds much. Past it: dropped. */
#define NET_ANSWER_MS 60000
#define NET_ANSWER_BYTES_A_MS 1
/* Seconds a snapshot may wait for its turn and be made. Past it: dropped; the client asks again. */
#define NET_SNAPSHOT_SECONDS 60
/* A socket is pinged when quiet for so long, and dropped when no pong came for so long. */
#define NET_PING_SECONDS 30
#define NET_DROP_SECONDS 90
/* Seconds to send what is queued and a close frame. Past it: dropped. */
#define NET_CLOSE_SECONDS 10

/* Bytes of a request at a door: two passwords of 1,000 letters, each letter escaped as two times
   six characters. Past it: 413. */
#define NET_DOOR_BYTES_MAX ((size_t)32 * 1024)
/* Snapshots that wait for a worker: a hall that comes back all at once. Past it: 503. */
#define NET_SNAPSHOTS_WAITING_MAX 2000u
/* Bytes of snapshots made and not yet taken by their readers. Past it the workers pause. */
#define NET_SNAPSHOTS_BYTES_MAX ((size_t)256 * 1024 * 1024)

#endif
