/** Made from docs/openapi.json by `npm run docs`. */

export interface paths {
    "/sentinel/api/account/{accountId}/app/token": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Get a token
         * @description Good for an hour and for one account. Credentials in the form body or in the query string.
         */
        post: operations["createToken"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/.well-known/jwks.json": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The public keys that tokens are signed with */
        get: operations["getJwks"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v2/account/{accountId}/campaign": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Launch a campaign
         * @description Everyone accepted is stored before the answer. A bad consumer never stops the others: it comes back under `failedConsumers`. With every consumer bad the answer is still 201, and nothing is started.
         */
        post: operations["createCampaign"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v2/account/{accountId}/campaign/{campaignId}/conversations": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Where each recipient of a campaign is */
        get: operations["getCampaignConversations"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v2/account/{accountId}/campaign/{campaignId}/pause": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Pause a campaign
         * @description Nobody is sent to after the answer, but for a call to the provider that is under way. Asked for again, it changes nothing and answers the same.
         */
        post: operations["pauseCampaign"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v2/account/{accountId}/campaign/{campaignId}/resume": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Resume a paused campaign
         * @description Whoever the pause held up goes on, each in their own window. Asked for again, it changes nothing and answers the same.
         */
        post: operations["resumeCampaign"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v2/account/{accountId}/campaign/{campaignId}/cancel": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Cancel a campaign
         * @description For good. Who has not been sent to never is. Asked for again, it changes nothing and answers the same.
         */
        post: operations["cancelCampaign"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v2/account/{accountId}/conversations": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List conversations */
        get: operations["listConversations"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v2/account/{accountId}/conversations/{conversationId}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One conversation with its messages */
        get: operations["getConversation"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v2/account/{accountId}/conversations/{conversationId}/close": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Close a conversation
         * @description The consumer's next message is a new conversation on the default skill. Closed again, it keeps its first instant.
         */
        post: operations["closeConversation"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v2/account/{accountId}/channels": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The channels, and why one is paused */
        get: operations["listChannels"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v2/account/{accountId}/channels/{channel}/pause": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Pause a channel
         * @description No campaign of the account sends on it, and none steps down from it, until it is resumed. Asked for again, it changes nothing and answers the same.
         */
        post: operations["pauseChannel"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v2/account/{accountId}/channels/{channel}/resume": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Resume a paused channel
         * @description Whoever the pause held up goes on, each in their own window. Asked for again, it changes nothing and answers the same.
         */
        post: operations["resumeChannel"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/webhooks/twilio/inbound": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Twilio: a consumer's message */
        post: operations["twilioInbound"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/webhooks/twilio/status/{attemptId}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Twilio: the status of a message of ours */
        post: operations["twilioStatus"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/webhooks/whatsapp": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** WhatsApp: proves that this address is ours */
        get: operations["verifyWhatsAppWebhook"];
        put?: never;
        /** WhatsApp: consumers' messages, and the statuses of ours */
        post: operations["whatsAppWebhook"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/health/live": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Whether the process answers */
        get: operations["getLive"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/health/ready": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Whether calls can be taken
         * @description The database is reached and is up to date. Temporal is reported only.
         */
        get: operations["getReady"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
}
export type webhooks = Record<string, never>;
export interface components {
    schemas: {
        CampaignRequest: {
            /** @example Orders of March */
            campaignName: string;
            /**
             * @description An onboarded skill. Replies within the lookback period go to it.
             * @example sales
             */
            skill: string;
            /**
             * @description A handoff; an approved WhatsApp template; or `1234567890`, the SMS whose whole text is variable "1".
             * @example H100000002
             */
            templateId: string;
            /**
             * @description One of the account's numbers for a channel. Absent: the handoff's own, or the account's first for the channel.
             * @example 12025550101
             */
            outboundNumber?: string | null;
            /**
             * @description The brand states that it holds the consumers' opt-in.
             * @constant
             */
            consent: true;
            /** @description 1 to 100, or to what the account is raised to, at most 1,000. */
            consumers: ({
                /**
                 * @description The number on each channel that the template or handoff sends on, in international form; `+`, spaces, brackets and dashes do not count.
                 * @example {
                 *       "wa": "12025550173",
                 *       "sms": "12025550173"
                 *     }
                 */
                consumerContent?: {
                    wa?: string | number;
                    sms?: string | number;
                    inapp?: string;
                } & {
                    [key: string]: unknown;
                };
                /**
                 * @description The old form of the same.
                 * @example 1
                 */
                consumerCountryCode?: string | number;
                /**
                 * @description The old form of the same.
                 * @example 2025550173
                 */
                consumerPhoneNumber?: string | number;
                /**
                 * @description All variables of the texts, by name.
                 * @example {
                 *       "1": "Ada",
                 *       "2": "A-1207"
                 *     }
                 */
                variables?: {
                    [key: string]: string;
                };
                /** @description For a template with a header: an https address of a jpg or png, of an mp4 or 3gpp, or of a pdf. Images come from the account's permitted hosts. */
                headerVariables?: {
                    image?: string;
                    video?: string;
                    document?: string;
                } & {
                    [key: string]: unknown;
                };
                /**
                 * @description Context for the agent, kept with the conversation. Also as `lpSdes` or `lp_sdes`.
                 * @example [
                 *       {
                 *         "type": "ctmrinfo",
                 *         "info": {
                 *           "customerId": "138"
                 *         }
                 *       }
                 *     ]
                 */
                sdes?: ({
                    type: string;
                } & {
                    [key: string]: unknown;
                })[];
                /**
                 * @description IANA name; overrides what the number says.
                 * @example America/Denver
                 */
                timezone?: string;
            } & {
                [key: string]: unknown;
            })[];
            schedulingMetrics?: {
                windows: {
                    /** @enum {string} */
                    day: "SUNDAY" | "MONDAY" | "TUESDAY" | "WEDNESDAY" | "THURSDAY" | "FRIDAY" | "SATURDAY";
                    startTime: {
                        /** @description 0 to 23; 24 only as the end of a day. */
                        hour: number | string;
                        minute: number | string;
                    };
                    endTime: {
                        /** @description 0 to 23; 24 only as the end of a day. */
                        hour: number | string;
                        minute: number | string;
                    };
                }[];
            } | null;
            /** @description Nothing is sent before this instant, such as 2026-03-01T15:00:00Z. */
            startAt?: string | null;
            /** @description Who has not been sent to by this instant never is. */
            expiresAt?: string | null;
            /**
             * @description Messages a second for this campaign, at most the account's own rate.
             * @example 2
             */
            sendRate?: number | null;
        };
        /** @description What is both here and in the query string is taken from here. */
        TokenRequest: {
            /**
             * @description `client_credentials`.
             * @example client_credentials
             */
            grant_type?: string;
            /**
             * @description The API client.
             * @example demo-client
             */
            client_id?: string;
            /**
             * @description Its secret.
             * @example demo-secret
             */
            client_secret?: string;
        } & {
            [key: string]: unknown;
        };
        /**
         * @description Every error has this shape.
         * @example {
         *       "code": 0,
         *       "message": "Fields missing in request: skill",
         *       "requestTraceId": "f7d5baa8-d4c1-46ad-bd1e-9a98a38b99a3"
         *     }
         */
        Error: {
            /** @constant */
            code: 0;
            /** @description Which field, and why. */
            message: string;
            /** @description Finds the call in the log. */
            requestTraceId: string;
        };
        /**
         * @example {
         *       "access_token": "eyJhbGciOiJSUzI1NiIs…",
         *       "token_type": "Bearer",
         *       "expires_in": 3600
         *     }
         */
        Token: {
            /** @description A JWT (RS256). `aud` is "le" and the account, `azp` the client. */
            access_token: string;
            /** @constant */
            token_type: "Bearer";
            /** @description Seconds. */
            expires_in: number;
        };
        /** @description RFC 7517. */
        JsonWebKeySet: {
            keys: ({
                kty: string;
                kid: string;
                alg: string;
            } & {
                [key: string]: unknown;
            })[];
        };
        /**
         * @example {
         *       "proactiveCampaignId": "a9cRASfbQ",
         *       "leCampaignId": "1239032370",
         *       "leEngagementId": "1244018070",
         *       "requestTraceId": "f7d5baa8-d4c1-46ad-bd1e-9a98a38b99a3",
         *       "acceptedConsumers": [
         *         {
         *           "id": "252d195b-1a4f-4807-aa45-97d2a5560e44",
         *           "phoneNumber": "+12025550173",
         *           "consumerContent": {
         *             "sms": "12025550173"
         *           }
         *         }
         *       ],
         *       "failedConsumers": [
         *         {
         *           "consumerContent": {
         *             "sms": "1202"
         *           },
         *           "variables": {
         *             "1": "Ada"
         *           },
         *           "phone": "+1202",
         *           "countryCode": "US",
         *           "errorMessage": "INVALID_NUMBER"
         *         }
         *       ]
         *     }
         */
        CampaignAnswer: {
            proactiveCampaignId: string;
            leCampaignId: string;
            leEngagementId: string;
            /** @example f7d5baa8-d4c1-46ad-bd1e-9a98a38b99a3 */
            requestTraceId: string;
            /** @description In the order of the request; always there. */
            acceptedConsumers: {
                /**
                 * Format: uuid
                 * @description The recipient; the same as in …/conversations.
                 */
                id: string;
                /**
                 * @description E.164.
                 * @example +12025550173
                 */
                phoneNumber: string;
                /** @description As it was sent; the old form has none. */
                consumerContent?: {
                    [key: string]: unknown;
                };
            }[];
            /** @description In the order of the request; always there. */
            failedConsumers: ({
                /** @description E.164, or "+" and the digits that came; empty where none came. */
                phone: string;
                /** @description ISO 3166; empty where it cannot be told. */
                countryCode: string;
                /**
                 * @description INVALID_NUMBER: no valid number, or one that takes no SMS
                 *
                 *     DUPLICATE_NUMBER: an earlier consumer of this campaign has it
                 *
                 *     MISSING_CONSUMER_INFORMATION==<CHANNEL>: no number for a channel of the template or handoff, such as SMS or WA
                 *
                 *     TOO_MANY_VARIABLES, INSUFFICIENT_VARIABLES: more than the texts have; none
                 *
                 *     MISSING_VARIABLE=<NAME>, VARIABLE_NOT_STRING=<NAME>, VARIABLE_TOO_LONG=<NAME>: the first that is so
                 *
                 *     TOO_MANY_HEADER_VARIABLES, INSUFFICIENT_HEADER_VARIABLES, MISSING_HEADER_VARIABLE=<TYPE>: as above, of the header
                 *
                 *     HEADER_VARIABLE_NOT_STRING, HEADER_VARIABLE_INVALID_URL: no https address of a file of the right kind
                 *
                 *     IMAGE_URL_NOT_WHITELISTED: the account does not permit its host
                 *
                 *     INVALID_TIMEZONE: no IANA timezone
                 *
                 *     MESSAGE_TOO_LONG: an SMS of more than 1,600 characters with its variables filled in
                 */
                errorMessage: string;
            } & {
                [key: string]: unknown;
            })[];
        };
        /**
         * @example {
         *       "campaignStatus": "FINISHED",
         *       "conversations": [
         *         {
         *           "id": "252d195b-1a4f-4807-aa45-97d2a5560e44",
         *           "status": "DELIVERED",
         *           "conversationId": null,
         *           "errorMessage": null
         *         }
         *       ]
         *     }
         */
        CampaignConversations: {
            /**
             * @description PUBLISHED while anyone is still to be sent to; FINISHED exactly once nobody is.
             * @enum {string}
             */
            campaignStatus: "PUBLISHED" | "PAUSED" | "CANCELLED" | "FAILED" | "FINISHED";
            /** @description In the order of the request. */
            conversations: {
                /**
                 * Format: uuid
                 * @description `acceptedConsumers[].id`.
                 */
                id: string;
                /**
                 * @description NOT_SENT: published, not yet scheduled. SCHEDULED: waits for its window or its turn. DELIVERED: the gateway took it. SKIPPED: opted out.
                 * @enum {string}
                 */
                status: "DRAFT" | "NOT_SENT" | "SCHEDULED" | "DELIVERED" | "FAILED" | "SKIPPED";
                /** @description Of the conversation that a reply opened. */
                conversationId: string | null;
                /** @description Why it was not sent: source and code, and a sentence. */
                errorMessage: string | null;
            }[];
        };
        /**
         * @example {
         *       "proactiveCampaignId": "a9cRASfbQ",
         *       "campaignStatus": "PAUSED",
         *       "requestTraceId": "f7d5baa8-d4c1-46ad-bd1e-9a98a38b99a3"
         *     }
         */
        CampaignChange: {
            proactiveCampaignId: string;
            /**
             * @description PUBLISHED while anyone is still to be sent to; FINISHED exactly once nobody is.
             * @enum {string}
             */
            campaignStatus: "PUBLISHED" | "PAUSED" | "CANCELLED" | "FAILED" | "FINISHED";
            /** @example f7d5baa8-d4c1-46ad-bd1e-9a98a38b99a3 */
            requestTraceId: string;
        };
        /**
         * @example {
         *       "channel": "wa",
         *       "enabled": true,
         *       "ratePerSecond": 10,
         *       "dailyLimit": 100000,
         *       "pausedReason": null
         *     }
         */
        Channel: {
            /** @enum {string} */
            channel: "wa" | "sms" | "inapp";
            enabled: boolean;
            /** @description Messages a second of this account. */
            ratePerSecond: number;
            /** @description Recipients a day of this account. */
            dailyLimit: number;
            /** @description Why nothing is sent on it, by a provider or a person; null: it runs. */
            pausedReason: string | null;
        };
        /**
         * @example {
         *       "id": "6f1c2f7e-0a51-4f1b-9a5d-2f6d1f0b7c11",
         *       "state": "OPEN",
         *       "channel": "wa",
         *       "consumer": "+12025550173",
         *       "brandNumber": "+12025550101",
         *       "skill": "sales",
         *       "route": "campaign",
         *       "proactiveCampaignId": "a9cRASfbQ",
         *       "recipientId": "252d195b-1a4f-4807-aa45-97d2a5560e44",
         *       "context": [
         *         {
         *           "type": "ctmrinfo",
         *           "info": {
         *             "customerId": "138"
         *           }
         *         }
         *       ],
         *       "openedAt": "2026-03-02T16:20:11.000Z",
         *       "closedAt": null
         *     }
         */
        Conversation: {
            /** Format: uuid */
            id: string;
            /** @enum {string} */
            state: "OPEN" | "CLOSED";
            /** @enum {string} */
            channel: "wa" | "sms" | "inapp";
            /** @description E.164. */
            consumer: string;
            /** @description E.164; the number that the consumer wrote to. */
            brandNumber: string;
            skill: string;
            /**
             * @description Why this skill. campaign: a reply within the lookback period, the campaign's skill. after-lookback: later than that; after-close: an earlier conversation was closed; inbound: it answers nothing; all three the default skill.
             * @enum {string}
             */
            route: "campaign" | "after-lookback" | "after-close" | "inbound";
            proactiveCampaignId: string | null;
            /** @description `acceptedConsumers[].id`. */
            recipientId: string | null;
            /** @description `sdes` of the consumer, as they were sent. */
            context: unknown[] | null;
            /**
             * Format: date-time
             * @example 2026-03-01T15:00:00.000Z
             */
            openedAt: string;
            closedAt: string | null;
        };
        /**
         * @example {
         *       "id": "6f1c2f7e-0a51-4f1b-9a5d-2f6d1f0b7c11",
         *       "state": "OPEN",
         *       "channel": "wa",
         *       "consumer": "+12025550173",
         *       "brandNumber": "+12025550101",
         *       "skill": "sales",
         *       "route": "campaign",
         *       "proactiveCampaignId": "a9cRASfbQ",
         *       "recipientId": "252d195b-1a4f-4807-aa45-97d2a5560e44",
         *       "context": [
         *         {
         *           "type": "ctmrinfo",
         *           "info": {
         *             "customerId": "138"
         *           }
         *         }
         *       ],
         *       "openedAt": "2026-03-02T16:20:11.000Z",
         *       "closedAt": null,
         *       "messages": [
         *         {
         *           "id": "0b2ad5a4-6c5e-4b0f-8d0e-3f5f0f7c9a10",
         *           "text": "Where is my order?",
         *           "receivedAt": "2026-03-02T16:20:11.000Z"
         *         }
         *       ]
         *     }
         */
        ConversationWithMessages: {
            /** Format: uuid */
            id: string;
            /** @enum {string} */
            state: "OPEN" | "CLOSED";
            /** @enum {string} */
            channel: "wa" | "sms" | "inapp";
            /** @description E.164. */
            consumer: string;
            /** @description E.164; the number that the consumer wrote to. */
            brandNumber: string;
            skill: string;
            /**
             * @description Why this skill. campaign: a reply within the lookback period, the campaign's skill. after-lookback: later than that; after-close: an earlier conversation was closed; inbound: it answers nothing; all three the default skill.
             * @enum {string}
             */
            route: "campaign" | "after-lookback" | "after-close" | "inbound";
            proactiveCampaignId: string | null;
            /** @description `acceptedConsumers[].id`. */
            recipientId: string | null;
            /** @description `sdes` of the consumer, as they were sent. */
            context: unknown[] | null;
            /**
             * Format: date-time
             * @example 2026-03-01T15:00:00.000Z
             */
            openedAt: string;
            closedAt: string | null;
            /** @description The consumer's messages, oldest first. */
            messages: {
                /** Format: uuid */
                id: string;
                text: string;
                /**
                 * Format: date-time
                 * @example 2026-03-01T15:00:00.000Z
                 */
                receivedAt: string;
            }[];
        };
        /**
         * @example {
         *       "conversations": [
         *         {
         *           "id": "6f1c2f7e-0a51-4f1b-9a5d-2f6d1f0b7c11",
         *           "state": "OPEN",
         *           "channel": "wa",
         *           "consumer": "+12025550173",
         *           "brandNumber": "+12025550101",
         *           "skill": "sales",
         *           "route": "campaign",
         *           "proactiveCampaignId": "a9cRASfbQ",
         *           "recipientId": "252d195b-1a4f-4807-aa45-97d2a5560e44",
         *           "context": [
         *             {
         *               "type": "ctmrinfo",
         *               "info": {
         *                 "customerId": "138"
         *               }
         *             }
         *           ],
         *           "openedAt": "2026-03-02T16:20:11.000Z",
         *           "closedAt": null
         *         }
         *       ],
         *       "limit": 100,
         *       "offset": 0
         *     }
         */
        ConversationList: {
            /** @description Newest first. */
            conversations: components["schemas"]["Conversation"][];
            limit: number;
            offset: number;
        };
        /**
         * @example {
         *       "status": "ready",
         *       "database": "up",
         *       "temporal": "up"
         *     }
         */
        Ready: {
            /** @constant */
            status: "ready";
            /** @constant */
            database: "up";
            /**
             * @description Campaigns are taken without it, and start when it is back: it does not make the API unready.
             * @enum {string}
             */
            temporal: "up" | "down" | "unknown";
        };
    };
    responses: {
        /** @description The request is wrong. The message names the field and the reason. */
        BadRequest: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                /**
                 * @example {
                 *       "code": 0,
                 *       "message": "The address has a % that is not followed by two hexadecimal digits",
                 *       "requestTraceId": "f7d5baa8-d4c1-46ad-bd1e-9a98a38b99a3"
                 *     }
                 */
                "application/json": components["schemas"]["Error"];
            };
        };
        /** @description It is not in a state in which this can be done. The message says in which it is. */
        Conflict: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                /**
                 * @example {
                 *       "code": 0,
                 *       "message": "The campaign is cancelled, and that is for good",
                 *       "requestTraceId": "f7d5baa8-d4c1-46ad-bd1e-9a98a38b99a3"
                 *     }
                 */
                "application/json": components["schemas"]["Error"];
            };
        };
        /** @description The body is too large. */
        ContentTooLarge: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                /**
                 * @example {
                 *       "code": 0,
                 *       "message": "The body is too large",
                 *       "requestTraceId": "f7d5baa8-d4c1-46ad-bd1e-9a98a38b99a3"
                 *     }
                 */
                "application/json": components["schemas"]["Error"];
            };
        };
        /** @description The token is for another account. */
        Forbidden: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                /**
                 * @example {
                 *       "code": 0,
                 *       "message": "The token is for another account than the one in the address",
                 *       "requestTraceId": "f7d5baa8-d4c1-46ad-bd1e-9a98a38b99a3"
                 *     }
                 */
                "application/json": components["schemas"]["Error"];
            };
        };
        /** @description An error of ours. Nothing is disclosed; the requestTraceId finds it in the log. */
        InternalServerError: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                /**
                 * @example {
                 *       "code": 0,
                 *       "message": "Something went wrong here; the requestTraceId finds it in the log",
                 *       "requestTraceId": "f7d5baa8-d4c1-46ad-bd1e-9a98a38b99a3"
                 *     }
                 */
                "application/json": components["schemas"]["Error"];
            };
        };
        /** @description The database cannot be reached for the moment. Try again after the seconds in Retry-After. */
        ServiceUnavailable: {
            headers: {
                /** @description Seconds to wait. */
                "Retry-After": number;
                [name: string]: unknown;
            };
            content: {
                /**
                 * @example {
                 *       "code": 0,
                 *       "message": "The database cannot be reached; try again",
                 *       "requestTraceId": "f7d5baa8-d4c1-46ad-bd1e-9a98a38b99a3"
                 *     }
                 */
                "application/json": components["schemas"]["Error"];
            };
        };
        /** @description Too many calls of this kind in a second. Try again after the seconds in Retry-After. */
        TooManyRequests: {
            headers: {
                /** @description Seconds to wait. */
                "Retry-After": number;
                [name: string]: unknown;
            };
            content: {
                /**
                 * @example {
                 *       "code": 0,
                 *       "message": "Too many calls of createCampaign: the account's limit of calls a second is reached; try again in 1 second",
                 *       "requestTraceId": "f7d5baa8-d4c1-46ad-bd1e-9a98a38b99a3"
                 *     }
                 */
                "application/json": components["schemas"]["Error"];
            };
        };
        /** @description No token, an expired one ("jwt expired"), or one that is not ours. */
        Unauthorized: {
            headers: {
                /** @description RFC 6750. */
                "WWW-Authenticate": "Bearer";
                [name: string]: unknown;
            };
            content: {
                /**
                 * @example {
                 *       "code": 0,
                 *       "message": "jwt expired",
                 *       "requestTraceId": "f7d5baa8-d4c1-46ad-bd1e-9a98a38b99a3"
                 *     }
                 */
                "application/json": components["schemas"]["Error"];
            };
        };
        /** @description The Idempotency-Key was used with another body within the last 24 hours. */
        UnprocessableContent: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                /**
                 * @example {
                 *       "code": 0,
                 *       "message": "Idempotency-Key: it was used with another body within the last 24 hours",
                 *       "requestTraceId": "f7d5baa8-d4c1-46ad-bd1e-9a98a38b99a3"
                 *     }
                 */
                "application/json": components["schemas"]["Error"];
            };
        };
        /** @description The body has another content type than this call takes. */
        UnsupportedMediaType: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                /**
                 * @example {
                 *       "code": 0,
                 *       "message": "Content-Type text/plain: this call takes application/json",
                 *       "requestTraceId": "f7d5baa8-d4c1-46ad-bd1e-9a98a38b99a3"
                 *     }
                 */
                "application/json": components["schemas"]["Error"];
            };
        };
    };
    parameters: never;
    requestBodies: never;
    headers: never;
    pathItems: never;
}
export type $defs = Record<string, never>;
export interface operations {
    createToken: {
        parameters: {
            query?: {
                /**
                 * @description `client_credentials`.
                 * @example client_credentials
                 */
                grant_type?: string;
                /** @description The API client. Where it is not in the body: a secret in an address ends up in logs. */
                client_id?: string;
                /** @description Its secret. Where it is not in the body: a secret in an address ends up in logs. */
                client_secret?: string;
                /**
                 * @description Version; any value is taken.
                 * @example 1.0
                 */
                v?: string;
            };
            header?: never;
            path: {
                /**
                 * @description The account, as in the token.
                 * @example 17728909
                 */
                accountId: string;
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                /**
                 * @example {
                 *       "grant_type": "client_credentials",
                 *       "client_id": "demo-client",
                 *       "client_secret": "demo-secret"
                 *     }
                 */
                "application/x-www-form-urlencoded": components["schemas"]["TokenRequest"];
            };
        };
        responses: {
            /** @description The token. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Token"];
                };
            };
            /** @description The request is wrong. The message names the field and the reason. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "code": 0,
                     *       "message": "Fields missing in request: client_secret",
                     *       "requestTraceId": "f7d5baa8-d4c1-46ad-bd1e-9a98a38b99a3"
                     *     }
                     */
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description No token, an expired one ("jwt expired"), or one that is not ours. */
            401: {
                headers: {
                    /** @description RFC 6750. */
                    "WWW-Authenticate": "Bearer";
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "code": 0,
                     *       "message": "The account has no such client with this secret",
                     *       "requestTraceId": "f7d5baa8-d4c1-46ad-bd1e-9a98a38b99a3"
                     *     }
                     */
                    "application/json": components["schemas"]["Error"];
                };
            };
            413: components["responses"]["ContentTooLarge"];
            /** @description The body has another content type than this call takes. */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "code": 0,
                     *       "message": "Content-Type text/plain: this call takes application/x-www-form-urlencoded",
                     *       "requestTraceId": "f7d5baa8-d4c1-46ad-bd1e-9a98a38b99a3"
                     *     }
                     */
                    "application/json": components["schemas"]["Error"];
                };
            };
            500: components["responses"]["InternalServerError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    getJwks: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A JWK set. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["JsonWebKeySet"];
                };
            };
            400: components["responses"]["BadRequest"];
            500: components["responses"]["InternalServerError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    createCampaign: {
        parameters: {
            query?: never;
            header?: {
                /** @description A repeat within 24 hours with the same body gets the first answer and makes nothing; with another body, 422. Use it, and retry without fear. */
                "Idempotency-Key"?: string;
            };
            path: {
                /**
                 * @description The account, as in the token.
                 * @example 17728909
                 */
                accountId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "campaignName": "Orders of March",
                 *       "skill": "sales",
                 *       "templateId": "H100000002",
                 *       "consent": true,
                 *       "consumers": [
                 *         {
                 *           "consumerContent": {
                 *             "wa": "12025550173",
                 *             "sms": "12025550173"
                 *           },
                 *           "variables": {
                 *             "1": "Ada",
                 *             "2": "A-1207"
                 *           },
                 *           "sdes": [
                 *             {
                 *               "type": "ctmrinfo",
                 *               "info": {
                 *                 "customerId": "138"
                 *               }
                 *             }
                 *           ]
                 *         }
                 *       ]
                 *     }
                 */
                "application/json": components["schemas"]["CampaignRequest"];
            };
        };
        responses: {
            /** @description Who was accepted, and who was not. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CampaignAnswer"];
                };
            };
            /** @description The request is wrong. The message names the field and the reason. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "code": 0,
                     *       "message": "Fields missing in request: campaignName, skill, templateId, consent, consumers",
                     *       "requestTraceId": "f7d5baa8-d4c1-46ad-bd1e-9a98a38b99a3"
                     *     }
                     */
                    "application/json": components["schemas"]["Error"];
                };
            };
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            413: components["responses"]["ContentTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            422: components["responses"]["UnprocessableContent"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalServerError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    getCampaignConversations: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description The account, as in the token.
                 * @example 17728909
                 */
                accountId: string;
                /**
                 * @description `proactiveCampaignId` of the answer that accepted it.
                 * @example a9cRASfbQ
                 */
                campaignId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The campaign's recipients. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CampaignConversations"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            /** @description There is no such thing in this account. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "code": 0,
                     *       "message": "The account has no campaign \"a9cRASfbQ\"",
                     *       "requestTraceId": "f7d5baa8-d4c1-46ad-bd1e-9a98a38b99a3"
                     *     }
                     */
                    "application/json": components["schemas"]["Error"];
                };
            };
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalServerError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    pauseCampaign: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description The account, as in the token.
                 * @example 17728909
                 */
                accountId: string;
                /**
                 * @description `proactiveCampaignId` of the answer that accepted it.
                 * @example a9cRASfbQ
                 */
                campaignId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The campaign as it is now. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CampaignChange"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            /** @description There is no such thing in this account. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "code": 0,
                     *       "message": "The account has no campaign \"a9cRASfbQ\"",
                     *       "requestTraceId": "f7d5baa8-d4c1-46ad-bd1e-9a98a38b99a3"
                     *     }
                     */
                    "application/json": components["schemas"]["Error"];
                };
            };
            409: components["responses"]["Conflict"];
            413: components["responses"]["ContentTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalServerError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    resumeCampaign: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description The account, as in the token.
                 * @example 17728909
                 */
                accountId: string;
                /**
                 * @description `proactiveCampaignId` of the answer that accepted it.
                 * @example a9cRASfbQ
                 */
                campaignId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The campaign as it is now. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CampaignChange"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            /** @description There is no such thing in this account. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "code": 0,
                     *       "message": "The account has no campaign \"a9cRASfbQ\"",
                     *       "requestTraceId": "f7d5baa8-d4c1-46ad-bd1e-9a98a38b99a3"
                     *     }
                     */
                    "application/json": components["schemas"]["Error"];
                };
            };
            409: components["responses"]["Conflict"];
            413: components["responses"]["ContentTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalServerError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    cancelCampaign: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description The account, as in the token.
                 * @example 17728909
                 */
                accountId: string;
                /**
                 * @description `proactiveCampaignId` of the answer that accepted it.
                 * @example a9cRASfbQ
                 */
                campaignId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The campaign as it is now. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CampaignChange"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            /** @description There is no such thing in this account. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "code": 0,
                     *       "message": "The account has no campaign \"a9cRASfbQ\"",
                     *       "requestTraceId": "f7d5baa8-d4c1-46ad-bd1e-9a98a38b99a3"
                     *     }
                     */
                    "application/json": components["schemas"]["Error"];
                };
            };
            409: components["responses"]["Conflict"];
            413: components["responses"]["ContentTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalServerError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    listConversations: {
        parameters: {
            query?: {
                /** @description Only those that answer this campaign. */
                campaignId?: string;
                skill?: string;
                state?: "OPEN" | "CLOSED";
                /** @description At most so many: 1 to 500. */
                limit?: number;
                /** @description From this place on. */
                offset?: number;
            };
            header?: never;
            path: {
                /**
                 * @description The account, as in the token.
                 * @example 17728909
                 */
                accountId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A page of them. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ConversationList"];
                };
            };
            /** @description The request is wrong. The message names the field and the reason. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "code": 0,
                     *       "message": "state: Invalid option: expected one of \"OPEN\"|\"CLOSED\"",
                     *       "requestTraceId": "f7d5baa8-d4c1-46ad-bd1e-9a98a38b99a3"
                     *     }
                     */
                    "application/json": components["schemas"]["Error"];
                };
            };
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalServerError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    getConversation: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description The account, as in the token.
                 * @example 17728909
                 */
                accountId: string;
                /** @example 6f1c2f7e-0a51-4f1b-9a5d-2f6d1f0b7c11 */
                conversationId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The conversation. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ConversationWithMessages"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            /** @description There is no such thing in this account. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "code": 0,
                     *       "message": "The account has no conversation \"6f1c2f7e-0a51-4f1b-9a5d-2f6d1f0b7c11\"",
                     *       "requestTraceId": "f7d5baa8-d4c1-46ad-bd1e-9a98a38b99a3"
                     *     }
                     */
                    "application/json": components["schemas"]["Error"];
                };
            };
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalServerError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    closeConversation: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description The account, as in the token.
                 * @example 17728909
                 */
                accountId: string;
                /** @example 6f1c2f7e-0a51-4f1b-9a5d-2f6d1f0b7c11 */
                conversationId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The conversation, closed. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Conversation"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            /** @description There is no such thing in this account. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "code": 0,
                     *       "message": "The account has no conversation \"6f1c2f7e-0a51-4f1b-9a5d-2f6d1f0b7c11\"",
                     *       "requestTraceId": "f7d5baa8-d4c1-46ad-bd1e-9a98a38b99a3"
                     *     }
                     */
                    "application/json": components["schemas"]["Error"];
                };
            };
            413: components["responses"]["ContentTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalServerError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    listChannels: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description The account, as in the token.
                 * @example 17728909
                 */
                accountId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description All that the account has. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        channels: components["schemas"]["Channel"][];
                    };
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalServerError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    pauseChannel: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description The account, as in the token.
                 * @example 17728909
                 */
                accountId: string;
                channel: "wa" | "sms" | "inapp";
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The channel as it is now. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Channel"];
                };
            };
            /** @description The request is wrong. The message names the field and the reason. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "code": 0,
                     *       "message": "channel: Invalid option: expected one of \"wa\"|\"sms\"|\"inapp\"",
                     *       "requestTraceId": "f7d5baa8-d4c1-46ad-bd1e-9a98a38b99a3"
                     *     }
                     */
                    "application/json": components["schemas"]["Error"];
                };
            };
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            /** @description There is no such thing in this account. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "code": 0,
                     *       "message": "The account has no channel \"x\"",
                     *       "requestTraceId": "f7d5baa8-d4c1-46ad-bd1e-9a98a38b99a3"
                     *     }
                     */
                    "application/json": components["schemas"]["Error"];
                };
            };
            413: components["responses"]["ContentTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalServerError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    resumeChannel: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description The account, as in the token.
                 * @example 17728909
                 */
                accountId: string;
                channel: "wa" | "sms" | "inapp";
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The channel as it is now. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Channel"];
                };
            };
            /** @description The request is wrong. The message names the field and the reason. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "code": 0,
                     *       "message": "channel: Invalid option: expected one of \"wa\"|\"sms\"|\"inapp\"",
                     *       "requestTraceId": "f7d5baa8-d4c1-46ad-bd1e-9a98a38b99a3"
                     *     }
                     */
                    "application/json": components["schemas"]["Error"];
                };
            };
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            /** @description There is no such thing in this account. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "code": 0,
                     *       "message": "The account has no channel \"x\"",
                     *       "requestTraceId": "f7d5baa8-d4c1-46ad-bd1e-9a98a38b99a3"
                     *     }
                     */
                    "application/json": components["schemas"]["Error"];
                };
            };
            413: components["responses"]["ContentTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalServerError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    twilioInbound: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** @description Twilio's own fields: https://www.twilio.com/docs/messaging/guides/webhook-request */
        requestBody?: {
            content: {
                "application/x-www-form-urlencoded": {
                    [key: string]: unknown;
                } | null;
            };
        };
        responses: {
            /** @description Taken, or of no interest. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "text/xml": string;
                };
            };
            400: components["responses"]["BadRequest"];
            /** @description The token is for another account. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "code": 0,
                     *       "message": "X-Twilio-Signature: it is not that of this call",
                     *       "requestTraceId": "f7d5baa8-d4c1-46ad-bd1e-9a98a38b99a3"
                     *     }
                     */
                    "application/json": components["schemas"]["Error"];
                };
            };
            413: components["responses"]["ContentTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            500: components["responses"]["InternalServerError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    twilioStatus: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Our reference, from the status callback’s address. */
                attemptId: string;
            };
            cookie?: never;
        };
        /** @description Twilio's own fields: https://www.twilio.com/docs/messaging/guides/webhook-request */
        requestBody?: {
            content: {
                "application/x-www-form-urlencoded": {
                    [key: string]: unknown;
                } | null;
            };
        };
        responses: {
            /** @description Taken, or of no interest. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "text/xml": string;
                };
            };
            400: components["responses"]["BadRequest"];
            /** @description The token is for another account. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "code": 0,
                     *       "message": "X-Twilio-Signature: it is not that of this call",
                     *       "requestTraceId": "f7d5baa8-d4c1-46ad-bd1e-9a98a38b99a3"
                     *     }
                     */
                    "application/json": components["schemas"]["Error"];
                };
            };
            413: components["responses"]["ContentTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            500: components["responses"]["InternalServerError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    verifyWhatsAppWebhook: {
        parameters: {
            query?: {
                "hub.mode"?: string;
                "hub.verify_token"?: string;
                "hub.challenge"?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The challenge. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "text/plain": string;
                };
            };
            400: components["responses"]["BadRequest"];
            /** @description The token is for another account. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "code": 0,
                     *       "message": "hub.verify_token: it is not the one that was agreed on",
                     *       "requestTraceId": "f7d5baa8-d4c1-46ad-bd1e-9a98a38b99a3"
                     *     }
                     */
                    "application/json": components["schemas"]["Error"];
                };
            };
            500: components["responses"]["InternalServerError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    whatsAppWebhook: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** @description WhatsApp's own: https://developers.facebook.com/docs/whatsapp/cloud-api/webhooks */
        requestBody?: {
            content: {
                "application/json": unknown;
            };
        };
        responses: {
            /** @description Taken, or of no interest. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        received: number;
                    };
                };
            };
            400: components["responses"]["BadRequest"];
            /** @description The token is for another account. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "code": 0,
                     *       "message": "X-Hub-Signature-256: it is not that of this body",
                     *       "requestTraceId": "f7d5baa8-d4c1-46ad-bd1e-9a98a38b99a3"
                     *     }
                     */
                    "application/json": components["schemas"]["Error"];
                };
            };
            413: components["responses"]["ContentTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            500: components["responses"]["InternalServerError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    getLive: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description It does. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {string} */
                        status: "live";
                    };
                };
            };
            400: components["responses"]["BadRequest"];
            500: components["responses"]["InternalServerError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    getReady: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description They can. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Ready"];
                };
            };
            400: components["responses"]["BadRequest"];
            500: components["responses"]["InternalServerError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
}
