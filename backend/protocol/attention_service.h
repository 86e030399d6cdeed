/* The answer of news.list; it fits trib_method.answer. */
#ifndef TRIBUTARY_PROTOCOL_ATTENTION_SERVICE_H
#define TRIBUTARY_PROTOCOL_ATTENTION_SERVICE_H

#include "service.h"

struct trib_news_list {
    int64_t after_seq; /* 0: behind what they have looked at */
};

TRIB_ANSWERS(trib_news_list_answer);

#endif
