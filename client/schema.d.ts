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
    "/auth/sign-in": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Sign in
         * @description For a browser: it goes on at the issuer, and comes back to `returnTo` with a session.
         */
        get: operations["signIn"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/auth/callback": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Where the issuer sends the browser back to */
        get: operations["finishSignIn"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/auth/sign-out": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Sign out
         * @description The session is over at once. Who is not signed in is told the same.
         */
        post: operations["signOut"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/auth/session": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Who is signed in, and what they may do */
        get: operations["getSession"];
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
        /** List campaigns */
        get: operations["listCampaigns"];
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
    "/api/v2/account/{accountId}/campaign/{campaignId}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Everything about one campaign
         * @description All counts are of one moment: those by state, by channel and by zone add up to `counts`.
         */
        get: operations["getCampaign"];
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
         * @description Nobody is sent to after the answer, but for calls to a provider that are under way: `counts.callsUnderWay` says how many. Asked for again, it changes nothing and answers the same.
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
         * @description For good. Who has not been sent to never is, but for calls to a provider that are under way: `counts.callsUnderWay` says how many. Asked for again, it changes nothing and answers the same.
         */
        post: operations["cancelCampaign"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v2/account/{accountId}/campaign/{campaignId}/recipients/{recipientId}/retry": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Try a failed recipient again
         * @description Every channel of the plan is open again, and what a provider said before of the number is asked anew; windows, pauses, opt-outs and limits hold as ever. A campaign that was FINISHED is PUBLISHED again. Who was given up because the provider never said whether it took the message is never sent to again.
         */
        post: operations["retryRecipient"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v2/account/{accountId}/campaign/{campaignId}/retry-failed": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Try all failed recipients again
         * @description Every channel of the plan is open again, and what a provider said before of the number is asked anew; windows, pauses, opt-outs and limits hold as ever. A campaign that was FINISHED is PUBLISHED again. Who was given up because the provider never said whether it took the message is never sent to again. Where nobody has failed, nothing is changed, and `reopened` is 0.
         */
        post: operations["retryFailedRecipients"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v2/account/{accountId}/campaign/{campaignId}/events": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * How a campaign goes, as server-sent events
         * @description An event `progress` with the campaign as in the list, its counts among it, at once and whenever that changes, within about a second. It ends with the authorisation of the call.
         */
        get: operations["streamCampaign"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v2/account/{accountId}/campaign/events": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * How several campaigns go, as server-sent events
         * @description As of one campaign, an event for each that has changed. Ids of which the account has no campaign are passed over.
         */
        get: operations["streamCampaigns"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v2/account/{accountId}/campaign/{campaignId}/timezones": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Who still waits, by timezone, and what for
         * @description The recipients that are still to be sent to, by all the zones that they can be in: how many, what time it is there, and what holds them, by the very rules that send them.
         */
        get: operations["listCampaignTimezones"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v2/account/{accountId}/campaign/{campaignId}/timeline": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What happened over time */
        get: operations["getCampaignTimeline"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v2/account/{accountId}/campaign/{campaignId}/errors": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Why recipients failed, and what to do about it
         * @description `GET …/recipients?errorCode=&errorSource=` lists those of one error.
         */
        get: operations["listCampaignErrors"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v2/account/{accountId}/simulations": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * When a campaign would reach everyone, before it is launched
         * @description Nothing is sent and nothing stored. By the rules that send, and by what is known at this moment: zones, windows, rule set, rates, limits, who is ahead. It is refused where the launch would be; only past the day’s allowance it is answered, and says so. What comes later, such as other campaigns, pauses and providers’ refusals, it can’t know.
         */
        post: operations["simulateCampaign"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v2/account/{accountId}/recipient-lists": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List the files of recipients */
        get: operations["listRecipientLists"];
        put?: never;
        /**
         * Upload a file of recipients, or lines that were typed
         * @description CSV in UTF-8 (or UTF-16 with its mark), read as it comes: 10,000 recipients and 10 MB, or what the account is raised to, at most 100,000 and 100 MB. A bad line stops no other. Nothing is sent: launch a campaign with the list’s id as its `recipientListId`. A file that is refused leaves nothing. While it comes, `GET …/recipient-lists/{id}` with the `id` of the query says how far it has been read.
         */
        post: operations["uploadRecipients"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v2/account/{accountId}/recipient-lists/{listId}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** How far a file has been read, and what is in it */
        get: operations["getRecipientList"];
        put?: never;
        post?: never;
        /**
         * Delete a list
         * @description A campaign that was launched with it keeps its recipients. One whose file is still coming is refused there.
         */
        delete: operations["deleteRecipientList"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v2/account/{accountId}/recipient-lists/{listId}/rows": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The lines of a list: what each would be sent, or what is wrong with it */
        get: operations["getRecipientListRows"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        /**
         * Mend lines of a list, or drop them
         * @description Lines that are WRONG or DUPLICATE: each is judged anew as if it had stood so in the file, and joins the list or keeps its new reason. Of a number that another line has already it is a duplicate. Made again, the same call changes nothing. A list that was launched stays as it is; and where a line is unknown, or good, nothing is changed.
         */
        patch: operations["mendRecipientListRows"];
        trace?: never;
    };
    "/api/v2/account/{accountId}/recipient-lists/sample.csv": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** A file with the columns that a template or message needs */
        get: operations["getRecipientFileSample"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v2/account/{accountId}/recipient-lists/{listId}/errors.csv": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The lines that are not good, as a file to mend
         * @description Mended, it can be uploaded as it is: its columns `Line` and `Reason` are passed over.
         */
        get: operations["exportRecipientListErrors"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v2/account/{accountId}/drafts": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List the drafts of who asks */
        get: operations["listDrafts"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v2/account/{accountId}/drafts/{draftId}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** A draft with its content */
        get: operations["getDraft"];
        /**
         * Keep a campaign as far as it is composed
         * @description A new one, or in place of what it was before. At most 64 KB, and 100 drafts of one user. It is deleted 90 days after it was saved last.
         */
        put: operations["saveDraft"];
        post?: never;
        /** Delete a draft */
        delete: operations["deleteDraft"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v2/account/{accountId}/campaign/{campaignId}/recipients.csv": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * All recipients of a campaign as a CSV file
         * @description In the order of the request, with the sentence of each. What a spreadsheet would run as a formula has an apostrophe before it.
         */
        get: operations["exportRecipients"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v2/account/{accountId}/campaign/{campaignId}/recipients": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * A campaign's recipients, each with its forecast or its end
         * @description For each that is still to be sent to: what it waits for at this moment, and when it can be sent, by the very rules that send it. For each other: what became of it. Always with a sentence for a person.
         */
        get: operations["listRecipients"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v2/account/{accountId}/campaign/{campaignId}/recipients/{recipientId}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * One recipient, with all that is kept of it
         * @description Its forecast or its end, and the record: possible zones and their source, attempts with the local time of each, consent, receipts, reply and conversation.
         */
        get: operations["getRecipient"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v2/account/{accountId}/numbers/{phone}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Look a number up
         * @description Whether it is valid, where its owner may be, and on each channel: whether the window is open, whether it can be reached, and what would become of a message that is posted now. It sends nothing and asks no provider. A number that is not valid is an answer too, with the reason.
         */
        get: operations["lookUpNumber"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v2/account/{accountId}/handoffs": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List handoffs */
        get: operations["listHandoffs"];
        put?: never;
        /**
         * Create a handoff
         * @description Its `id` is what campaigns name as their `templateId`. One that is brought along keeps its own.
         */
        post: operations["createHandoff"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v2/account/{accountId}/handoffs/{handoffId}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One handoff */
        get: operations["getHandoff"];
        /**
         * Change a handoff
         * @description The body is the whole handoff. Campaigns that were launched with it keep what they were launched with.
         */
        put: operations["replaceHandoff"];
        post?: never;
        /**
         * Delete a handoff
         * @description Campaigns that were launched with it keep what they were launched with.
         */
        delete: operations["deleteHandoff"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/account/{accountId}/app/prmsg/handoffs/list": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** All handoffs, as the original lists them */
        get: operations["listHandoffProfiles"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/account/{accountId}/app/prmsg/handoffs/list/channel/{channel}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The handoffs that send on a channel
         * @description Each with all of its channels.
         */
        get: operations["listHandoffProfilesOfChannel"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v2/account/{accountId}/templates": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List WhatsApp templates */
        get: operations["listTemplates"];
        put?: never;
        /**
         * Create a WhatsApp template and submit it for review
         * @description The answer comes at once, PENDING; WhatsApp’s word follows, mostly within minutes: ask for the template again. A template can’t be edited: delete it and create another.
         */
        post: operations["createTemplate"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v2/account/{accountId}/templates/{templateId}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One WhatsApp template, with its status */
        get: operations["getTemplate"];
        put?: never;
        post?: never;
        /**
         * Delete a WhatsApp template
         * @description Here at once: no new campaign can use it. At WhatsApp once no campaign that was launched before has anyone left to send it to.
         */
        delete: operations["deleteTemplate"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v2/account/{accountId}/settings": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The account's settings */
        get: operations["getSettings"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        /**
         * Change the account's settings
         * @description Campaigns that are launched keep the lookback period that they were launched with. `ruleSet` and `messagesPerConsumer` count at once, for all campaigns: after the answer no message goes under the old ones, and who waits for them decides anew.
         */
        patch: operations["changeSettings"];
        trace?: never;
    };
    "/api/v2/account/{accountId}/setup": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What is set up, and what is missing */
        get: operations["getSetup"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v2/account/{accountId}/settings/rule-sets": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The rule sets that can be put in force */
        get: operations["listRuleSets"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v2/account/{accountId}/settings/rule-sets/{name}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The rules of a rule set, in any of its versions */
        get: operations["getRuleSet"];
        /**
         * Write a rule set of your own
         * @description It becomes the next version of its name; the versions before it stay, for attempts name the one that they stood on. One that is in force is so from the answer on, in its new version. The same again changes nothing.
         */
        put: operations["writeRuleSet"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v2/account/{accountId}/settings/conversations": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Where agents work */
        get: operations["getConversationSettings"];
        /**
         * Choose where agents work
         * @description Counts for conversations that open from now on: each stays where it was opened. A new address or secret counts for all of the adapter, from the next call on.
         */
        put: operations["setConversationSettings"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v2/account/{accountId}/skills": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The onboarded skills */
        get: operations["listSkills"];
        put?: never;
        /** Onboard a skill */
        post: operations["addSkill"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v2/account/{accountId}/skills/{name}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /**
         * Take a skill away
         * @description No new campaign can name it. Replies to campaigns that were launched with it still go to it, by its name. The default skill stays: make another one the default first.
         */
        delete: operations["removeSkill"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v2/account/{accountId}/outbound-numbers": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The numbers that the account sends from */
        get: operations["listOutboundNumbers"];
        put?: never;
        /** Add a number to send from */
        post: operations["addOutboundNumber"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v2/account/{accountId}/outbound-numbers/{channel}/{number}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /**
         * Take a number away
         * @description Refused while a campaign still sends from it. Afterwards handoffs that name it launch no campaign, and what consumers write to it reaches nobody.
         */
        delete: operations["removeOutboundNumber"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v2/account/{accountId}/media-hosts": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The hosts from which images may be sent */
        get: operations["listMediaHosts"];
        put?: never;
        /** Permit a host of images */
        post: operations["addMediaHost"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v2/account/{accountId}/media-hosts/{host}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /**
         * Permit a host of images no longer
         * @description Recipients that were accepted with an image from it are still sent to.
         */
        delete: operations["removeMediaHost"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v2/account/{accountId}/api-clients": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List API clients */
        get: operations["listApiClients"];
        put?: never;
        /** Create an API client */
        post: operations["createApiClient"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v2/account/{accountId}/api-clients/{clientId}/rotate": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Give an API client a new secret
         * @description The one before gets no token from this moment on; tokens that it got stay good for their hour. To change over without a gap, create a second client and revoke the first.
         */
        post: operations["rotateApiClient"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v2/account/{accountId}/api-clients/{clientId}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /**
         * Revoke an API client
         * @description At once, for good, and with all tokens that it got.
         */
        delete: operations["revokeApiClient"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v2/account/{accountId}/users": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List who has signed in to the web tool
         * @description With the role and the skills that the issuer claimed the last time. They are given and taken there.
         */
        get: operations["listUsers"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v2/account/{accountId}/audit-events": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List who changed what
         * @description Every call that has changed something, or may have, by a user or an API client. What was refused has changed nothing, and is not listed.
         */
        get: operations["listAuditEvents"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v2/account/{accountId}/opt-outs": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List opt-outs
         * @description Who, when and why, newest first; also those that were taken back.
         */
        get: operations["listOptOuts"];
        put?: never;
        /**
         * Opt a consumer out
         * @description At once, on all channels or on one: whoever has not been sent to, and has no other channel, is skipped, in every campaign. Repeated, it changes nothing and answers 200 with the opt-out that holds.
         */
        post: operations["createOptOut"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v2/account/{accountId}/opt-outs/export": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Export opt-outs as CSV
         * @description Oldest first, UTF-8. A text that a spreadsheet would run as a formula has an apostrophe before it; the import takes it off.
         */
        get: operations["exportOptOuts"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v2/account/{accountId}/opt-outs/{consumer}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /**
         * Take an opt-out back
         * @description For a consumer who asked for it. With a channel, what holds on that channel, which is the opt-out of the whole account too; without one, all. Campaigns that are posted from now on reach them again; whoever was skipped stays skipped. A block at the provider is not lifted by it.
         */
        delete: operations["revokeOptOut"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v2/account/{accountId}/notices": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List what STOP and HELP were answered with
         * @description Confirmations of opt-outs and help texts, newest first, with what became of each.
         */
        get: operations["listNotices"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v2/account/{accountId}/opt-outs/import": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Import opt-outs from a CSV file
         * @description Up to 10 MB, UTF-8. A bad line stops no other: it comes back with its number and the reason. The same file a second time changes nothing.
         */
        post: operations["importOptOuts"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/account/{accountId}/eligibility": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Whether a consumer can be reached, and on which channels
         * @description By what is known before any call: the channels of the handoff that are switched on and not paused, the kind of number, earlier refusals, opt-outs. Sends nothing.
         */
        post: operations["checkEligibility"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/account/{accountId}/app/prmsg/analytics": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The funnel of an account
         * @description By day, channel and skill. The interval is 60 days at the most.
         */
        get: operations["getAnalytics"];
        put?: never;
        /**
         * The funnel of an account, filtered
         * @description By day, channel and skill; by handoff and by source too, where they are filtered by. The filters come bare or under `filters`. The interval is 60 days at the most.
         */
        post: operations["filterAnalytics"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/account/{accountId}/app/prmsg/campaigns/{campaignId}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** How far each message of a campaign came */
        get: operations["getCampaignReport"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/account/{accountId}/app/prmsg/campaigns/{campaignId}/analytics": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The funnel of a campaign */
        get: operations["getCampaignAnalytics"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/account/{accountId}/app/prmsg/transactions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The same by GET
         * @description Takes the body that the POST takes, for clients that send one with a GET; none is needed.
         */
        get: operations["getTransactions"];
        put?: never;
        /**
         * Each message with its instants
         * @description The filters come bare or under `filters`. The interval is 24 hours at the most. Without `v=2.0` the answer names the next page, to be sent back as `page.nextPage`, until there is none.
         */
        post: operations["listTransactions"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v2/account/{accountId}/conversations/events": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Conversations that change, as server-sent events
         * @description First an event `ready`: list what there is. Then an event `conversation`, as in the list, for each that is opened, written in, read or closed, and fits. Another `ready` says that some may have been missed. It ends with the authorisation of the call.
         */
        get: operations["streamConversations"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v2/account/{accountId}/conversations/{conversationId}/read": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Say that an agent has read a conversation
         * @description For all agents: `unread` counts from then on. An answer says so too. The consumer is told nothing.
         */
        post: operations["markConversationRead"];
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
        /**
         * One conversation: what was sent, and what was said
         * @description With its first 100 messages.
         */
        get: operations["getConversation"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v2/account/{accountId}/conversations/{conversationId}/messages": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** A conversation's messages, the consumer's and the agents' */
        get: operations["listConversationMessages"];
        put?: never;
        /**
         * Send an agent's answer
         * @description Over the channel and from the number that the consumer wrote to, ahead of campaigns, at any hour. It is stored before the answer and sent once; `GET …/messages` says what became of it. 409: the conversation is closed, the consumer has opted out, the channel is off or paused, or WhatsApp’s 24 hours since the consumer’s last message are over.
         */
        post: operations["answerConversation"];
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
         * @description The consumer's next message is a new conversation on the default skill. Closed again, it keeps its first instant; a csat that was missing may still be added. The body may be left out.
         */
        post: operations["closeConversation"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v2/account/{accountId}/apps": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The apps that In-App messages go to */
        get: operations["listApps"];
        put?: never;
        /**
         * Add an app
         * @description The answer has its secret, this once: the brand’s servers sign the tokens of the app’s users with it.
         */
        post: operations["createApp"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v2/account/{accountId}/apps/{name}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /**
         * Delete an app
         * @description With the registrations of its users: their devices are signed out. Not one that a handoff sends to.
         */
        delete: operations["deleteApp"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v2/account/{accountId}/apps/{name}/rotate-secret": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Replace the secret of an app */
        post: operations["rotateAppSecret"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v2/account/{accountId}/apps/{name}/push": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        /**
         * Say how users’ devices are nudged
         * @description Off until a credential is there. With one, a device that the app has registered is told of a message which the app has not shown by itself within seconds. What is left out stays as it is; null takes it away. Credentials can’t be read back.
         */
        patch: operations["changeAppPush"];
        trace?: never;
    };
    "/api/v2/account/{accountId}/apps/{name}/users": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Who is registered with an app */
        get: operations["listAppUsers"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v2/account/{accountId}/apps/{name}/users/{userId}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /**
         * Register a user with an app
         * @description Campaigns reach a user from then on, before the app was ever opened; the messages wait in the inbox. The app can do it too, with `POST /inapp/v1/{accountId}/{app}/register`. Again, it changes when the registration runs out.
         */
        put: operations["registerAppUser"];
        post?: never;
        /**
         * End the registration of a user with an app
         * @description Their devices are signed out; campaigns fail for them with `proactive_28`.
         */
        delete: operations["unregisterAppUser"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v2/account/{accountId}/in-app/settings": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** In which timezone the account’s In-App users are */
        get: operations["getInAppSettings"];
        /**
         * Say in which timezone the account’s In-App users are
         * @description A user id tells no timezone, so nothing guards when In-App messages come. With one, send windows hold for users who bring none of their own, in campaigns launched from then on.
         */
        put: operations["setInAppSettings"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/inapp/v1/{accountId}/{app}/register": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Register the user with the app
         * @description When the user signs in. Every later call keeps the registration alive.
         */
        post: operations["registerDevice"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/inapp/v1/{accountId}/{app}/messages": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The inbox
         * @description The newest messages, or those after or before a place.
         */
        get: operations["listInbox"];
        put?: never;
        /**
         * Write to the brand
         * @description It goes the way of every answer: to the campaign’s skill, to the open conversation, or, as STOP, nowhere.
         */
        post: operations["replyInApp"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/inapp/v1/{accountId}/{app}/stream": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * New messages at once, as server-sent events
         * @description First an event `ready`; then an event `message` for each, its data as in the inbox and its id the place. After a break a browser sends `Last-Event-ID` and gets what it missed. It ends with the token.
         */
        get: operations["streamInbox"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/inapp/v1/{accountId}/{app}/devices": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /**
         * Have this device nudged
         * @description At each start of the app, and when the platform gives another token. Whoever signs in on a device takes it over. A user has at most 5 in an app; the one that was not seen for the longest goes for a new one.
         */
        put: operations["registerPushToken"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/inapp/v1/{accountId}/{app}/devices/{deviceId}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /**
         * Have this device nudged no more
         * @description When the user signs out.
         */
        delete: operations["forgetDevice"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/inapp/v1/{accountId}/{app}/messages/{messageId}/delivered": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * A message has come to the device
         * @description Said again, it changes nothing. What is read is delivered too.
         */
        post: operations["messageDelivered"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/inapp/v1/{accountId}/{app}/messages/{messageId}/read": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * The user has read a message
         * @description Said again, it changes nothing. What is read is delivered too.
         */
        post: operations["messageRead"];
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
        /** The channels, their order and limits, and why one is paused */
        get: operations["listChannels"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v2/account/{accountId}/channels/{channel}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        /**
         * Change a channel: on or off, rate, daily limit, windows
         * @description Each counts from the answer on, for campaigns that run too. Who waits for a window or a daily limit decides anew. Switched off, it fails for whoever comes to it, and a plan with another channel steps down: to hold messages back, pause it.
         */
        patch: operations["changeChannel"];
        trace?: never;
    };
    "/api/v2/account/{accountId}/channels/order": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /**
         * Change the account's order of its channels
         * @description The order that is offered for new handoffs. A handoff has its own, which does not change.
         */
        put: operations["orderChannels"];
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
    "/webhooks/liveperson": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** LivePerson: what agents write, and what becomes of conversations */
        post: operations["livePersonWebhook"];
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
         * @description The database is reached and is up to date, and the process neither starts nor ends. Temporal is reported only.
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
        ApiClientRequest: {
            /** @description What people call it. */
            name: string;
        };
        InAppReply: {
            /**
             * Format: uuid
             * @description A UUID that the app makes: sent again with the same one, nothing happens.
             */
            id: string;
            text: string;
        };
        /** @description The file of a service account, as Google gives it. Its addresses are not followed: Google’s own serve. */
        FcmCredential: {
            /** @constant */
            type?: "service_account";
            project_id: string;
            /** Format: email */
            client_email: string;
            private_key: string;
        } & {
            [key: string]: unknown;
        };
        ApnsCredential: {
            /** @description The text of the .p8 file. */
            key: string;
            keyId: string;
            teamId: string;
            /** @description The bundle id. */
            topic: string;
            /**
             * @description That of the build: development for one from Xcode.
             * @enum {string}
             */
            environment: "production" | "development";
        };
        PushChange: {
            /** @description Above the text. Null: the account’s name. */
            title?: string | null;
            /** @description `message` or null: the message itself, shortened. Anything else is said in its place: a lock screen shows it to whoever passes by. */
            text?: string | null;
            /** @description Absent: as it is. Null: no push over FCM any more. */
            fcm?: components["schemas"]["FcmCredential"] | null;
            /** @description Absent: as it is. Null: no push over APNs any more. */
            apns?: components["schemas"]["ApnsCredential"] | null;
        };
        DeviceRequest: {
            /** @enum {string} */
            platform: "fcm" | "apns";
            /** @description The platform’s own name for the installation. */
            token: string;
        };
        AppRequest: {
            /**
             * @description Unique in the account. Handoffs and tokens name it.
             * @example demo-shop
             */
            name: string;
            /**
             * @description A registration by the app itself runs out so many days after the app was last open. 1 to 730.
             * @default 270
             */
            registrationDays: number;
        };
        RotateSecretRequest: {
            /**
             * @description So long the old secret counts too, for what the brand’s servers sign meanwhile. 0: it ends at once.
             * @default 0
             */
            graceHours: number;
        } | null;
        InAppSettingsRequest: {
            /** @description IANA name. Null: none is known, and no send window holds for users who bring none. */
            timezone: string | null;
        };
        AppUserRequest: {
            /** @description When the registration runs out unless the app is opened. Absent or null: when the brand ends it. */
            expiresAt?: string | null;
        } | null;
        /** @description A message written for one campaign, without a handoff: `sms`, `wa` or `inapp`; or `wa` and `sms`, which is sent where WhatsApp is not taken. */
        MessageInput: {
            wa?: {
                /**
                 * @description An approved WhatsApp template.
                 * @example order_update
                 */
                templateId: string;
                /** @description One of the account's numbers for the channel. Absent: its first. */
                outboundNumber?: string | null;
            };
            sms?: {
                /**
                 * @description With `{{1}}` for its variables; `{{1}}` alone: each recipient brings the whole text. With its values and the opt-out text at most 140 characters.
                 * @example Hello {{1}}, your order {{2}} is on its way.
                 */
                text: string;
                /**
                 * @description Follows the text on a line of its own. It may not be empty.
                 * @default To stop receiving messages, reply STOP.
                 */
                optOutText: string;
                /** @description One of the account's numbers for the channel. Absent: its first. */
                outboundNumber?: string | null;
            };
            inapp?: {
                /** @example Hello {{1}}, we are open again. */
                text: string;
                /** @description The account's apps in whose inboxes it appears: 1 to 4. */
                appNames: string[];
            };
        };
        CampaignRequest: {
            /** @example Orders of March */
            campaignName: string;
            /** @description An onboarded skill. Replies within the lookback period go to it. */
            skill: string;
            /** @description A handoff; an approved WhatsApp template, by its id here or at WhatsApp; or `1234567890`, the SMS whose whole text is variable "1". Left out where there is a `message`, or a list, which has its own. */
            templateId?: string | null;
            /** @description In place of `templateId`: what is said, written for this campaign alone. */
            message?: components["schemas"]["MessageInput"] | null;
            /** @description One of the account's numbers for a channel; `+`, spaces, brackets and dashes do not count. Absent or empty: the handoff's own, or the account's first for the channel. In-App has none: left out. A `message` has its own. */
            outboundNumber?: string | null;
            /** @description 1 to 100, or to what the account is raised to, at most 1,000. Here, or in a list. */
            consumers?: ({
                /**
                 * @description The number on each channel that the template or handoff sends on, in international form; `+`, spaces, brackets and dashes do not count. For In-App the user id that the app has for them.
                 * @example {
                 *       "wa": "12025550173",
                 *       "sms": "12025550173"
                 *     }
                 */
                consumerContent?: {
                    wa?: string | number;
                    sms?: string | number;
                    inapp?: string | number;
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
                /** @description For a template with a header: an https address of a jpg or png, of an mp4 or 3gpp, or of a pdf. Images come from the account's permitted hosts. `text`: the value of the variable in a header of text, which has 60 characters with it. */
                headerVariables?: {
                    image?: string;
                    video?: string;
                    document?: string;
                    text?: string;
                } & {
                    [key: string]: unknown;
                };
                /**
                 * @description For a template with a button whose address ends in a variable: that end, percent-encoded, and not the whole address.
                 * @example {
                 *       "url": "AS4567FG"
                 *     }
                 */
                buttonVariables?: {
                    url?: string;
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
            })[] | null;
            /** @description In place of `consumers`: a list of recipients. Its good lines become the recipients, and what it was uploaded for is what is sent: a `templateId` or `message` beside it must say the same. It is launched once. */
            recipientListId?: string | null;
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
            /**
             * @description The brand states that it holds the opt-in of every consumer listed.
             * @constant
             */
            consent: true;
            /**
             * @description The words that a person ticked, where it was not a program that stated the consent. They are kept with the campaign, and who launched it.
             * @example I confirm that my brand has collected the opt-in consent of every recipient of this campaign, as the TCPA requires, and is responsible for it.
             */
            consentWords?: string | null;
        };
        /** @description What is absent stays as it is. */
        ChannelChange: {
            enabled?: boolean;
            /** @description Counts from the next message on. */
            ratePerSecond?: number;
            dailyLimit?: number;
            /** @description Null: every day 08:00 to 21:00. */
            windows?: {
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
            }[] | null;
        };
        /**
         * @example {
         *       "channels": [
         *         "sms",
         *         "wa",
         *         "inapp"
         *       ]
         *     }
         */
        ChannelOrder: {
            /** @description Each of the account's channels once. */
            channels: ("wa" | "sms" | "inapp")[];
        };
        ConversationSettingsRequest: {
            /** @constant */
            adapter: "inbox";
        } | {
            /** @constant */
            adapter: "webhook";
            /** @description Where each event is posted. https, on the public internet. */
            url: string;
            /** @description Signs the calls: `whsec_` and 24 to 64 bytes in base64. Absent: the one that is there; at first one is made. Never shown again. */
            secret?: string;
            /**
             * @description So long the secret that a new one replaces counts too, for the other side to change over. 0: not at all.
             * @default 24
             */
            graceHours: number;
        } | {
            /** @constant */
            adapter: "liveperson";
            /** @description The LivePerson account. */
            accountId: string;
            /** @description The client id of the app that is installed there. */
            appKey: string;
            /** @description Its secret. Absent: the one that is there. Never shown. */
            appSecret?: string;
            /**
             * @description So long the secret that a new one replaces counts too, for the other side to change over. 0: not at all.
             * @default 24
             */
            graceHours: number;
            /**
             * @description Where the conversations of our skills go. One that is not named goes to all of its agents (-1).
             * @default []
             */
            skills: {
                /** @description Our name of the skill. */
                name: string;
                /** @description LivePerson's id of it. */
                skillId: string;
                campaignId?: string;
                /** @description With `campaignId`: the campaign and engagement that LivePerson routes and counts by. */
                engagementId?: string;
            }[];
        };
        /**
         * @example {
         *       "skill": "sales",
         *       "consumerPhoneNumber": "+12025550173",
         *       "handoffId": "H100000002",
         *       "sdes": [
         *         {
         *           "type": "ctmrinfo",
         *           "info": {
         *             "customerId": "138"
         *           }
         *         }
         *       ],
         *       "templateVariables": {
         *         "1": "Ada",
         *         "2": "A-1207"
         *       }
         *     }
         */
        EligibilityRequest: {
            /**
             * @description An onboarded skill.
             * @example sales
             */
            skill: string;
            /**
             * @description E.164; as everywhere, other notations are read too.
             * @example +12025550173
             */
            consumerPhoneNumber: string;
            /**
             * @description Its channels are looked at, in their order.
             * @example H100000002
             */
            handoffId: string;
            /** @description Context for the agent. Not looked at. */
            sdes?: unknown;
            /** @description Not looked at. */
            templateVariables?: unknown;
        };
        HandoffRequest: {
            /**
             * @description For one that is brought along, so that clients go on naming it as they do. Absent: it gets a new one. It never changes.
             * @example H482915037
             */
            id?: string | null;
            /**
             * @description The handoff's title, the only one of the account. Without < and >.
             * @example Order update, spring
             */
            name: string;
            /**
             * @description How long after the sending a reply goes to the campaign's skill: 60 minutes to 30 days. Absent: the account's.
             * @example 1440
             */
            lookbackMinutes?: number | null;
            /** @description In priority order: sms, wa, or both; or inapp alone. */
            channels: ({
                /** @constant */
                type: "sms";
                /** @description With `${{1}}` for its variables. With a line break and the opt-out text at most 140 characters. */
                text: string;
                /** @description How to opt out. Absent: "To stop receiving messages, reply STOP." */
                optOutText?: string | null;
                /**
                 * @description One of the account's numbers for the channel. Absent: its first.
                 * @example +12025550100
                 */
                outboundNumber?: string | null;
                /**
                 * @description Of the text.
                 * @default en_US
                 * @example en_US
                 */
                language: string;
            } | {
                /** @constant */
                type: "wa";
                /**
                 * @description An approved template without media and buttons. The language is its own.
                 * @example order_update
                 */
                templateId: string;
                /**
                 * @description One of the account's numbers for the channel. Absent: its first.
                 * @example +12025550100
                 */
                outboundNumber?: string | null;
            } | {
                /** @constant */
                type: "inapp";
                /** @description Plain text, with `${{1}}` for its variables. */
                text: string;
                /**
                 * @description The apps whose users can be sent to.
                 * @example [
                 *       "com.example.shop"
                 *     ]
                 */
                appNames: string[];
                /**
                 * @description Of the text.
                 * @default en_US
                 * @example en_US
                 */
                language: string;
            })[];
        };
        MediaHostRequest: {
            /** @description A host name alone, without scheme, path or wildcard. */
            host: string;
        };
        /**
         * @example {
         *       "channel": "sms",
         *       "number": "+1 (202) 555-0102"
         *     }
         */
        OutboundNumberRequest: {
            /** @constant */
            channel: "sms";
            /**
             * @description In international form; `+`, spaces, brackets and dashes do not count.
             * @example +1 (202) 555-0102
             */
            number: string | number;
        } | {
            /** @constant */
            channel: "wa";
            /**
             * @description In international form; `+`, spaces, brackets and dashes do not count.
             * @example +1 (202) 555-0102
             */
            number: string | number;
            /** @description WhatsApp's phone-number-id. */
            phoneNumberId: string;
            /** @description The WhatsApp Business Account that the number belongs to. */
            wabaId?: string | null;
        };
        /**
         * @description A day on which nothing is sent: a date, a month and day, an nth weekday of a month, or days after Easter.
         * @example {
         *       "name": "Christmas Day",
         *       "monthDay": "12-25"
         *     }
         */
        HolidayInput: {
            name: string;
            /** @description Where it falls on a Saturday the Friday before counts too, on a Sunday the Monday after. */
            observed?: boolean;
            /** @description Of one year. */
            date: string;
        } | {
            name: string;
            /** @description Where it falls on a Saturday the Friday before counts too, on a Sunday the Monday after. */
            observed?: boolean;
            /** @description Of every year. */
            monthDay: string;
        } | {
            name: string;
            /** @description Where it falls on a Saturday the Friday before counts too, on a Sunday the Monday after. */
            observed?: boolean;
            nth: 1 | 2 | 3 | 4 | "last";
            /** @enum {string} */
            weekday: "SUNDAY" | "MONDAY" | "TUESDAY" | "WEDNESDAY" | "THURSDAY" | "FRIDAY" | "SATURDAY";
            month: number;
        } | {
            name: string;
            /** @description Where it falls on a Saturday the Friday before counts too, on a Sunday the Monday after. */
            observed?: boolean;
            /** @description Days after Easter Sunday; negative: before it. */
            easter: number;
        };
        RuleRequest: {
            /**
             * @description `*`, a country (ISO 3166-1), or a part of one (ISO 3166-2).
             * @example US-FL
             */
            jurisdiction: string;
            /**
             * @description For people.
             * @example Florida
             */
            name: string;
            /** @description Where it comes from. */
            source: string;
            /** @description When that was last looked at. */
            asOf: string;
            channels: ("wa" | "sms" | "inapp")[];
            /** @description Nothing is sent outside of them. Null: any time. */
            windows?: {
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
            }[] | null;
            /** @default [] */
            holidays: components["schemas"]["HolidayInput"][];
            /** @default null */
            messagesPer24Hours: number | null;
        };
        RuleSetRequest: {
            /** @default  */
            description: string;
            rules: components["schemas"]["RuleRequest"][];
        };
        /** @description What is absent stays as it is. */
        SettingsChange: {
            name?: string;
            /** @description IANA name, or UTC. */
            timezone?: string;
            /** @description One of the onboarded skills. */
            defaultSkill?: string;
            lookbackMinutes?: number;
            maxConsumersPerCall?: number;
            maxRecipientsPerFile?: number;
            whatsappMarketingToUs?: boolean;
            /** @description Twilio charges for each number that is looked up. */
            lineTypeLookup?: boolean;
            /** @description `strict`, or a rule set of your own; null: none. */
            ruleSet?: string | null;
            /** @description In any 24 hours and any 7 days. Null: no limit; what is absent stays. */
            messagesPerConsumer?: {
                per24Hours?: number | null;
                per7Days?: number | null;
            };
            /**
             * @description Of opt-outs from now on: those that there are keep theirs.
             * @enum {string}
             */
            optOutScope?: "account" | "channel";
            /** @description By channel; null takes a text away. No marketing in it: it goes to who has just opted out. */
            optOutConfirmation?: {
                sms?: string | null;
                wa?: string | null;
                inapp?: string | null;
            };
            /** @description By channel; null takes a text away. */
            helpText?: {
                sms?: string | null;
                wa?: string | null;
                inapp?: string | null;
            };
        };
        /**
         * @example {
         *       "name": "returns"
         *     }
         */
        SkillRequest: {
            /** @description As campaigns name it in `skill`: case and spaces count. */
            name: string;
        };
        OptOutRequest: {
            /** @description A number in any notation, or with `"channel": "inapp"` a user id. */
            consumer: string | number;
            channel?: ("wa" | "sms" | "inapp") | null;
            scope?: ("account" | "channel") | null;
            /** @description Why; kept with it. */
            reason?: string | null;
        };
        /**
         * @description Columns `consumer` or `phone`, and optional `reason`, `optedOutAt`, `channel`, `scope`, in any order with a header, in that order without one (without the last two). Separated by commas, semicolons or tabs.
         * @example phone,reason,optedOutAt
         *     +12025550173,Asked by letter,2026-03-01T15:00:00Z
         */
        OptOutFile: string;
        /**
         * @description One recipient a line: `Phone` (`UserId` for In-App), `H1` where the template’s header takes a value, `B1`, `B2` and so on for the variables of the text, `BU1` where a button does, and `Timezone`, an IANA name, which may be left out or empty. With a header in any order; without one in this order. Separated by commas, semicolons or tabs.
         * @example Phone,B1,B2
         *     12025550173,Ada,A-1207
         *     +1 (202) 555-0174,"Bob, Jr.",A-1208
         */
        RecipientFile: string;
        /**
         * @example {
         *       "lines": [
         *         {
         *           "line": 3,
         *           "cells": [
         *             "12025550174",
         *             "Bob",
         *             "A-1208"
         *           ]
         *         }
         *       ],
         *       "dropped": [
         *         6
         *       ]
         *     }
         */
        ListMending: {
            /**
             * @description The mended ones.
             * @default []
             */
            lines: ({
                /** @description Its number, as in the rows of the list. */
                line: number;
                /** @description What stands in it now, all of it, in the order of the list’s `columns`. Those at the end may be left out. */
                cells: string[];
            } & {
                [key: string]: unknown;
            })[];
            /**
             * @description Lines that are taken out of the list.
             * @default []
             */
            dropped: number[];
        } & {
            [key: string]: unknown;
        };
        AnalyticsFilters: {
            /** @description `wa`, `sms`, `inapp`, in any case, and the names of the channels. */
            channels?: string[] | null;
            /** @description Names of skills. */
            skills?: string[] | null;
            /** @description Then `handoffid` is a column too. */
            handoffids?: string[] | null;
            /** @description Then `source` is a column too. */
            source?: string[] | null;
            filters?: {
                /** @description `wa`, `sms`, `inapp`, in any case, and the names of the channels. */
                channels?: string[] | null;
                /** @description Names of skills. */
                skills?: string[] | null;
                /** @description Then `handoffid` is a column too. */
                handoffids?: string[] | null;
                /** @description Then `source` is a column too. */
                source?: string[] | null;
            } | null;
        } | null;
        TransactionsRequest: {
            /** @description `wa`, `sms`, `inapp`, in any case, and the names of the channels. */
            channels?: string[] | null;
            /** @description Names of skills. */
            skills?: string[] | null;
            messagestatus?: string[] | null;
            /** @description `acceptedConsumers[].id`. */
            transactionids?: string[] | null;
            filters?: {
                /** @description `wa`, `sms`, `inapp`, in any case, and the names of the channels. */
                channels?: string[] | null;
                /** @description Names of skills. */
                skills?: string[] | null;
                messagestatus?: string[] | null;
                /** @description `acceptedConsumers[].id`. */
                transactionids?: string[] | null;
            } | null;
            /** @description Of version 2.0. Without it 100. */
            limit?: number | null;
            /** @description Of version 2.0. */
            offset?: number | null;
            page?: {
                /** @description Of the first version: as the page before named it. */
                nextPage?: string | null;
            } | null;
        } | null;
        CloseConversationRequest: {
            /** @description What the consumer thought of it, 1 to 5. */
            csat?: number | null;
        } | null;
        AnswerRequest: {
            /**
             * @description An SMS takes 1,600 characters, WhatsApp 4,096.
             * @example With you tomorrow by noon.
             */
            text: string;
        };
        /**
         * @description Any JSON object, kept as it is given.
         * @example {
         *       "campaignName": "Orders of March",
         *       "step": 2,
         *       "message": {
         *         "sms": {
         *           "text": "Hello {{1}}"
         *         }
         *       }
         *     }
         */
        DraftContent: {
            [key: string]: unknown;
        };
        /** @description The body of a campaign, as it would be launched. `campaignName`, `skill` and `consent` may be there. */
        SimulationRequest: {
            /** @description A handoff; an approved WhatsApp template, by its id here or at WhatsApp; or `1234567890`, the SMS whose whole text is variable "1". Left out where there is a `message`, or a list, which has its own. */
            templateId?: string | null;
            /** @description In place of `templateId`: what is said, written for this campaign alone. */
            message?: components["schemas"]["MessageInput"] | null;
            /** @description One of the account's numbers for a channel; `+`, spaces, brackets and dashes do not count. Absent or empty: the handoff's own, or the account's first for the channel. In-App has none: left out. A `message` has its own. */
            outboundNumber?: string | null;
            /** @description 1 to 100, or to what the account is raised to, at most 1,000. Here, or in a list. */
            consumers?: ({
                /**
                 * @description The number on each channel that the template or handoff sends on, in international form; `+`, spaces, brackets and dashes do not count. For In-App the user id that the app has for them.
                 * @example {
                 *       "wa": "12025550173",
                 *       "sms": "12025550173"
                 *     }
                 */
                consumerContent?: {
                    wa?: string | number;
                    sms?: string | number;
                    inapp?: string | number;
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
                /** @description For a template with a header: an https address of a jpg or png, of an mp4 or 3gpp, or of a pdf. Images come from the account's permitted hosts. `text`: the value of the variable in a header of text, which has 60 characters with it. */
                headerVariables?: {
                    image?: string;
                    video?: string;
                    document?: string;
                    text?: string;
                } & {
                    [key: string]: unknown;
                };
                /**
                 * @description For a template with a button whose address ends in a variable: that end, percent-encoded, and not the whole address.
                 * @example {
                 *       "url": "AS4567FG"
                 *     }
                 */
                buttonVariables?: {
                    url?: string;
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
            })[] | null;
            /** @description In place of `consumers`: a list of recipients. Its good lines become the recipients, and what it was uploaded for is what is sent: a `templateId` or `message` beside it must say the same. It is launched once. */
            recipientListId?: string | null;
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
        TemplateRequest: {
            /** @description Its name at WhatsApp: a to z, 0 to 9 and _; one of each language. */
            title: string;
            /** @enum {string} */
            category: "MARKETING" | "UTILITY" | "AUTHENTICATION";
            /** @description WhatsApp’s code, such as en or en_US. */
            language: string;
            /** @description A WhatsApp number of the account: its WhatsApp Business Account is meant. */
            outboundNumber?: string | null;
            /** @description Or the id of the WhatsApp Business Account. Neither: the account’s only one. */
            wabaId?: string | null;
            header?: ({
                /** @constant */
                type: "text";
                /** @description 60 characters at most, with or without {{1}}. */
                text: string;
                /** @description Of its variable, where it has one. */
                example?: string | null;
            } | {
                /** @constant */
                type: "image";
                /** @description An https address on the public internet of an example: jpg or png, mp4 or 3gpp, pdf; 16 MB at most. WhatsApp’s reviewers get a copy. */
                example: string;
            } | {
                /** @constant */
                type: "video";
                /** @description An https address on the public internet of an example: jpg or png, mp4 or 3gpp, pdf; 16 MB at most. WhatsApp’s reviewers get a copy. */
                example: string;
            } | {
                /** @constant */
                type: "document";
                /** @description An https address on the public internet of an example: jpg or png, mp4 or 3gpp, pdf; 16 MB at most. WhatsApp’s reviewers get a copy. */
                example: string;
            }) | null;
            /** @description 1,024 characters at most. Variables are {{1}}, {{2}} and so on, without a gap. */
            body: string;
            /** @description One for each variable of the body, in their order. */
            examples?: string[] | null;
            /** @description 60 characters at most, no variables. */
            footer?: string | null;
            /** @description Up to 3 quick_reply; or one url and one phone_number at most. */
            buttons?: ({
                /** @constant */
                type: "quick_reply";
                /** @description 25 characters at most. */
                text: string;
            } | {
                /** @constant */
                type: "url";
                text: string;
                /** @description https; it may end with {{1}}. */
                url: string;
                /** @description A whole address, where the url has a variable. */
                example?: string | null;
            } | {
                /** @constant */
                type: "phone_number";
                text: string;
                /** @description With its country code. */
                phoneNumber: string;
            })[] | null;
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
         *       "count": 3,
         *       "offset": 0,
         *       "limit": 100
         *     }
         */
        Page: {
            /** @description All that there are. */
            count: number;
            offset: number;
            limit: number;
        };
        /**
         * @example {
         *       "user": {
         *         "id": "7d0c9a5e-2b1f-4c3d-8e6a-5f4b3c2d1e0f",
         *         "name": "Ada Admin",
         *         "email": "ada@example.com"
         *       },
         *       "accountId": "17728909",
         *       "accountName": "Daybreak demo",
         *       "role": "lpa",
         *       "skills": [],
         *       "permissions": [
         *         "campaigns:see",
         *         "content:see",
         *         "reports:see",
         *         "settings:see",
         *         "keys:see",
         *         "audit:see"
         *       ],
         *       "endsAt": "2026-03-02T21:00:00.000Z",
         *       "temporalUiUrl": "http://127.0.0.1:8233"
         *     }
         */
        Session: {
            user: {
                /** Format: uuid */
                id: string;
                name: string;
                email: string | null;
            };
            accountId: string;
            accountName: string;
            /**
             * @description As the issuer claims it.
             * @enum {string}
             */
            role: "admin" | "campaign-manager" | "lpa" | "agent-manager" | "agent";
            /** @description As the issuer claims them: whose conversations an agent reaches. */
            skills: string[];
            /** @description What the role may do. */
            permissions: ("campaigns:see" | "campaigns:run" | "content:see" | "content:edit" | "reports:see" | "settings:see" | "settings:edit" | "keys:see" | "keys:edit" | "conversations:work" | "audit:see")[];
            /**
             * Format: date-time
             * @description When the session ends at the latest.
             * @example 2026-03-01T15:00:00.000Z
             */
            endsAt: string;
            /** @description For links; absent for who may not see campaigns. */
            temporalUiUrl?: string;
        };
        /**
         * @example {
         *       "signOutUrl": "https://issuer.example.com/session/end?client_id=daybreak"
         *     }
         */
        SignedOut: {
            /** @description Where to go on to end the session at the issuer too; null: nowhere. */
            signOutUrl: string | null;
        };
        /**
         * @example {
         *       "users": [
         *         {
         *           "id": "7d0c9a5e-2b1f-4c3d-8e6a-5f4b3c2d1e0f",
         *           "name": "Ada Admin",
         *           "email": "ada@example.com",
         *           "role": "admin",
         *           "skills": [],
         *           "firstSeenAt": "2026-03-01T15:00:00.000Z",
         *           "lastSeenAt": "2026-03-02T09:30:00.000Z"
         *         }
         *       ],
         *       "page": {
         *         "count": 1,
         *         "offset": 0,
         *         "limit": 100
         *       }
         *     }
         */
        UserList: {
            /** @description Who was here last first. */
            users: {
                /** Format: uuid */
                id: string;
                name: string;
                email: string | null;
                /** @enum {string} */
                role: "admin" | "campaign-manager" | "lpa" | "agent-manager" | "agent";
                skills: string[];
                /**
                 * Format: date-time
                 * @example 2026-03-01T15:00:00.000Z
                 */
                firstSeenAt: string;
                /**
                 * Format: date-time
                 * @description To the minute.
                 * @example 2026-03-01T15:00:00.000Z
                 */
                lastSeenAt: string;
            }[];
            page: components["schemas"]["Page"];
        };
        /**
         * @example {
         *       "clientId": "b0e7c1c2-5a1d-4a55-9c0c-0d8f1a2b3c4d",
         *       "name": "Shop backend",
         *       "createdAt": "2026-03-01T15:00:00.000Z",
         *       "createdBy": "Ada Admin (user 7d0c9a5e-2b1f-4c3d-8e6a-5f4b3c2d1e0f)",
         *       "lastUsedAt": null,
         *       "revokedAt": null
         *     }
         */
        ApiClient: {
            clientId: string;
            name: string | null;
            /**
             * Format: date-time
             * @example 2026-03-01T15:00:00.000Z
             */
            createdAt: string;
            /** @description The API client or user; null: the installation. */
            createdBy: string | null;
            /** @description When it last got a token, to the minute; null: not yet. */
            lastUsedAt: string | null;
            /** @description Null: it may call. */
            revokedAt: string | null;
        };
        /**
         * @example {
         *       "clientId": "b0e7c1c2-5a1d-4a55-9c0c-0d8f1a2b3c4d",
         *       "name": "Shop backend",
         *       "createdAt": "2026-03-01T15:00:00.000Z",
         *       "createdBy": "Ada Admin (user 7d0c9a5e-2b1f-4c3d-8e6a-5f4b3c2d1e0f)",
         *       "lastUsedAt": null,
         *       "revokedAt": null,
         *       "clientSecret": "N0tARealSecretOnlyAnExampleOfItsLengthAndLook"
         *     }
         */
        ApiClientWithSecret: {
            clientId: string;
            name: string | null;
            /**
             * Format: date-time
             * @example 2026-03-01T15:00:00.000Z
             */
            createdAt: string;
            /** @description The API client or user; null: the installation. */
            createdBy: string | null;
            /** @description When it last got a token, to the minute; null: not yet. */
            lastUsedAt: string | null;
            /** @description Null: it may call. */
            revokedAt: string | null;
            /** @description Shown this once: only its hash is kept. */
            clientSecret: string;
        };
        /**
         * @example {
         *       "clients": [
         *         {
         *           "clientId": "b0e7c1c2-5a1d-4a55-9c0c-0d8f1a2b3c4d",
         *           "name": "Shop backend",
         *           "createdAt": "2026-03-01T15:00:00.000Z",
         *           "createdBy": "Ada Admin (user 7d0c9a5e-2b1f-4c3d-8e6a-5f4b3c2d1e0f)",
         *           "lastUsedAt": null,
         *           "revokedAt": null
         *         }
         *       ]
         *     }
         */
        ApiClientList: {
            /** @description Newest first, revoked ones too. */
            clients: components["schemas"]["ApiClient"][];
        };
        /**
         * @example {
         *       "events": [
         *         {
         *           "id": "4711",
         *           "at": "2026-03-02T09:30:00.000Z",
         *           "actor": {
         *             "kind": "user",
         *             "id": "7d0c9a5e-2b1f-4c3d-8e6a-5f4b3c2d1e0f",
         *             "name": "Ada Admin"
         *           },
         *           "operation": "changeSettings",
         *           "target": null,
         *           "change": {
         *             "timezone": "America/New_York",
         *             "helpText": "(not kept)"
         *           },
         *           "outcome": "done"
         *         }
         *       ],
         *       "page": {
         *         "count": 1,
         *         "offset": 0,
         *         "limit": 100
         *       }
         *     }
         */
        AuditEventList: {
            /** @description Newest first. */
            events: {
                id: string;
                /**
                 * Format: date-time
                 * @example 2026-03-01T15:00:00.000Z
                 */
                at: string;
                actor: {
                    /** @enum {string} */
                    kind: "user" | "client";
                    id: string;
                    name: string;
                };
                /** @description The operationId of the call. */
                operation: string;
                /** @description What was changed, by its id; null: the account itself. */
                target: string | null;
                /** @description What the call asked for, without secrets, texts to consumers and consumers themselves. */
                change: {
                    [key: string]: unknown;
                };
                /**
                 * @description unknown: the call is under way, or broke, so that it may have changed something or not.
                 * @enum {string}
                 */
                outcome: "done" | "unknown";
            }[];
            page: components["schemas"]["Page"];
        };
        /**
         * @example {
         *       "id": "252d195b-1a4f-4807-aa45-97d2a5560e44",
         *       "place": 1207,
         *       "from": "brand",
         *       "text": "Hello Ada, your order A-1042 is on its way.",
         *       "createdAt": "2026-03-01T15:00:00.000Z",
         *       "deliveredAt": "2026-03-01T15:00:00.210Z",
         *       "readAt": null
         *     }
         */
        InAppMessage: {
            /** Format: uuid */
            id: string;
            /** @description Grows along the inbox. For `after`, `before` and the stream’s `Last-Event-ID`. */
            place: number;
            /** @enum {string} */
            from: "brand" | "user";
            text: string;
            /**
             * Format: date-time
             * @example 2026-03-01T15:00:00.000Z
             */
            createdAt: string;
            /** @description When a device had it; null for the user’s own. */
            deliveredAt: string | null;
            readAt: string | null;
        };
        /**
         * @example {
         *       "messages": [
         *         {
         *           "id": "252d195b-1a4f-4807-aa45-97d2a5560e44",
         *           "place": 1207,
         *           "from": "brand",
         *           "text": "Hello Ada, your order A-1042 is on its way.",
         *           "createdAt": "2026-03-01T15:00:00.000Z",
         *           "deliveredAt": "2026-03-01T15:00:00.210Z",
         *           "readAt": null
         *         }
         *       ],
         *       "place": 1207
         *     }
         */
        InAppInbox: {
            /** @description Oldest first. */
            messages: components["schemas"]["InAppMessage"][];
            /** @description That of the last of them, or the one that was asked for: for the next `after`. */
            place: number;
        };
        /**
         * @description How users’ devices are nudged when a message waits in the inbox.
         * @example {
         *       "title": null,
         *       "text": "message",
         *       "fcm": {
         *         "setAt": "2026-03-01T15:00:00.000Z",
         *         "error": null
         *       },
         *       "apns": null
         *     }
         */
        AppPush: {
            /** @description Null: the account’s name. */
            title: string | null;
            /** @description `message`: the message itself, shortened. */
            text: string;
            /** @description Null: there is none. What it is can’t be read back. */
            fcm: {
                /**
                 * Format: date-time
                 * @example 2026-03-01T15:00:00.000Z
                 */
                setAt: string;
                /** @description Why the platform refused it: it is tried again after ten minutes, or once it is replaced. */
                error: {
                    reason: string;
                    /**
                     * Format: date-time
                     * @example 2026-03-01T15:00:00.000Z
                     */
                    at: string;
                } | null;
            } | null;
            /** @description Null: there is none. What it is can’t be read back. */
            apns: {
                /**
                 * Format: date-time
                 * @example 2026-03-01T15:00:00.000Z
                 */
                setAt: string;
                /** @description Why the platform refused it: it is tried again after ten minutes, or once it is replaced. */
                error: {
                    reason: string;
                    /**
                     * Format: date-time
                     * @example 2026-03-01T15:00:00.000Z
                     */
                    at: string;
                } | null;
            } | null;
        };
        /**
         * @example {
         *       "id": "4c0a8a7e-6a3f-4f6e-9d2b-0f4b7a1c2d3e",
         *       "platform": "fcm",
         *       "seenAt": "2026-03-01T15:00:00.000Z"
         *     }
         */
        Device: {
            /** Format: uuid */
            id: string;
            /** @enum {string} */
            platform: "fcm" | "apns";
            /**
             * Format: date-time
             * @example 2026-03-01T15:00:00.000Z
             */
            seenAt: string;
        };
        /**
         * @example {
         *       "name": "demo-shop",
         *       "registrationDays": 270,
         *       "createdAt": "2026-03-01T15:00:00.000Z",
         *       "push": {
         *         "title": null,
         *         "text": "message",
         *         "fcm": null,
         *         "apns": null
         *       },
         *       "secret": "hB1n0mEr9ZlqXw5cJ3vT8yKd2sUf7gAo4iPz6xLbN0Q"
         *     }
         */
        AppWithSecret: {
            name: string;
            /** @description A registration by the app itself runs out so many days after the app was last open. 1 to 730. */
            registrationDays: number;
            /**
             * Format: date-time
             * @example 2026-03-01T15:00:00.000Z
             */
            createdAt: string;
            push: components["schemas"]["AppPush"];
            /** @description Signs the tokens of the app’s users (HS256, the text itself as the key). Shown here and never again. */
            secret: string;
        };
        /**
         * @example {
         *       "name": "demo-shop",
         *       "registrationDays": 270,
         *       "createdAt": "2026-03-01T15:00:00.000Z",
         *       "push": {
         *         "title": null,
         *         "text": "message",
         *         "fcm": null,
         *         "apns": null
         *       }
         *     }
         */
        App: {
            name: string;
            /** @description A registration by the app itself runs out so many days after the app was last open. 1 to 730. */
            registrationDays: number;
            /**
             * Format: date-time
             * @example 2026-03-01T15:00:00.000Z
             */
            createdAt: string;
            push: components["schemas"]["AppPush"];
        };
        /**
         * @example {
         *       "apps": [
         *         {
         *           "name": "demo-shop",
         *           "registrationDays": 270,
         *           "createdAt": "2026-03-01T15:00:00.000Z",
         *           "push": {
         *             "title": null,
         *             "text": "message",
         *             "fcm": null,
         *             "apns": null
         *           }
         *         }
         *       ],
         *       "page": {
         *         "count": 1,
         *         "offset": 0,
         *         "limit": 100
         *       }
         *     }
         */
        AppList: {
            /** @description By name. */
            apps: components["schemas"]["App"][];
            page: components["schemas"]["Page"];
        };
        /**
         * @example {
         *       "name": "demo-shop",
         *       "registrationDays": 270,
         *       "createdAt": "2026-03-01T15:00:00.000Z",
         *       "push": {
         *         "title": null,
         *         "text": "message",
         *         "fcm": null,
         *         "apns": null
         *       },
         *       "secret": "hB1n0mEr9ZlqXw5cJ3vT8yKd2sUf7gAo4iPz6xLbN0Q",
         *       "previousSecretUntil": null
         *     }
         */
        RotatedSecret: {
            name: string;
            /** @description A registration by the app itself runs out so many days after the app was last open. 1 to 730. */
            registrationDays: number;
            /**
             * Format: date-time
             * @example 2026-03-01T15:00:00.000Z
             */
            createdAt: string;
            push: components["schemas"]["AppPush"];
            /** @description Signs the tokens of the app’s users (HS256, the text itself as the key). Shown here and never again. */
            secret: string;
            /** @description Null: the old one no longer counts. */
            previousSecretUntil: string | null;
        };
        /**
         * @example {
         *       "timezone": "America/New_York"
         *     }
         */
        InAppSettings: {
            /** @description IANA name. Null: none is known, and no send window holds for users who bring none. */
            timezone: string | null;
        };
        /**
         * @example {
         *       "userId": "ada",
         *       "registeredAt": "2026-03-01T15:00:00.000Z",
         *       "lastSeenAt": "2026-03-02T09:12:00.000Z",
         *       "expiresAt": "2026-11-27T09:12:00.000Z"
         *     }
         */
        AppUser: {
            userId: string;
            /**
             * Format: date-time
             * @example 2026-03-01T15:00:00.000Z
             */
            registeredAt: string;
            /** @description When the app was last open; null: not yet, the brand registered it. */
            lastSeenAt: string | null;
            /** @description From then on nothing is sent: `proactive_16`. Null: it does not run out. */
            expiresAt: string | null;
        };
        /**
         * @example {
         *       "users": [
         *         {
         *           "userId": "ada",
         *           "registeredAt": "2026-03-01T15:00:00.000Z",
         *           "lastSeenAt": "2026-03-02T09:12:00.000Z",
         *           "expiresAt": "2026-11-27T09:12:00.000Z"
         *         }
         *       ],
         *       "page": {
         *         "count": 1,
         *         "offset": 0,
         *         "limit": 100
         *       }
         *     }
         */
        AppUserList: {
            /** @description The last registered first. */
            users: components["schemas"]["AppUser"][];
            page: components["schemas"]["Page"];
        };
        /**
         * @description A message written for one campaign, without a handoff: `sms`, `wa` or `inapp`; or `wa` and `sms`, which is sent where WhatsApp is not taken.
         * @example {
         *       "sms": {
         *         "text": "Hello {{1}}, we are open again.",
         *         "optOutText": "Reply STOP to opt out."
         *       }
         *     }
         */
        Message: {
            wa?: {
                /**
                 * @description An approved WhatsApp template.
                 * @example order_update
                 */
                templateId: string;
                /**
                 * @description One of the account's numbers for the channel. Absent: its first.
                 * @example 12025550100
                 */
                outboundNumber?: string | null;
            };
            sms?: {
                /**
                 * @description With `{{1}}` for its variables; `{{1}}` alone: each recipient brings the whole text. With its values and the opt-out text at most 140 characters.
                 * @example Hello {{1}}, your order {{2}} is on its way.
                 */
                text: string;
                /**
                 * @description Follows the text on a line of its own. It may not be empty.
                 * @default To stop receiving messages, reply STOP.
                 */
                optOutText: string;
                /**
                 * @description One of the account's numbers for the channel. Absent: its first.
                 * @example 12025550100
                 */
                outboundNumber?: string | null;
            };
            inapp?: {
                /** @example Hello {{1}}, we are open again. */
                text: string;
                /** @description The account's apps in whose inboxes it appears: 1 to 4. */
                appNames: string[];
            };
        };
        /**
         * @example {
         *       "channel": "wa",
         *       "position": 0,
         *       "enabled": true,
         *       "ratePerSecond": 10,
         *       "dailyLimit": 100000,
         *       "windows": null,
         *       "pausedReason": null
         *     }
         */
        Channel: {
            /** @enum {string} */
            channel: "wa" | "sms" | "inapp";
            /** @description Its place in the account's order of channels, from 0. */
            position: number;
            /** @description Off: nobody is sent to on it, and plans go on to their next channel. */
            enabled: boolean;
            /** @description Messages a second of this account. */
            ratePerSecond: number;
            /** @description Recipients a day of this account. */
            dailyLimit: number;
            /** @description When campaigns without windows of their own send, by the recipient's wall clock. Null: every day 08:00 to 21:00. */
            windows: {
                day: string;
                startTime: {
                    hour: number;
                    minute: number;
                };
                endTime: {
                    hour: number;
                    minute: number;
                };
            }[] | null;
            /** @description Why nothing is sent on it, by a provider or a person; null: it runs. */
            pausedReason: string | null;
        };
        /**
         * @example {
         *       "channels": [
         *         {
         *           "channel": "wa",
         *           "position": 0,
         *           "enabled": true,
         *           "ratePerSecond": 10,
         *           "dailyLimit": 100000,
         *           "windows": null,
         *           "pausedReason": null
         *         }
         *       ]
         *     }
         */
        ChannelList: {
            /** @description In the account's order. */
            channels: components["schemas"]["Channel"][];
        };
        /**
         * @example {
         *       "adapter": "inbox",
         *       "waiting": {
         *         "events": 0,
         *         "since": null,
         *         "lastError": null
         *       }
         *     }
         */
        ConversationSettings: {
            /** @constant */
            adapter: "inbox";
            /** @description What is still to be told; it is told until it is taken. */
            waiting: {
                /** @description That an adapter has not taken, in all conversations. */
                events: number;
                /** @description Since when the oldest of them waits. */
                since: string | null;
                lastError: string | null;
            };
        } | {
            /** @constant */
            adapter: "webhook";
            url: string;
            /** @description Shown once, where it was made here. */
            secret?: string;
            /**
             * Format: date-time
             * @example 2026-03-01T15:00:00.000Z
             */
            secretSetAt: string;
            /** @description Null: the one before it no longer counts. */
            previousSecretUntil: string | null;
            /** @description What is still to be told; it is told until it is taken. */
            waiting: {
                /** @description That an adapter has not taken, in all conversations. */
                events: number;
                /** @description Since when the oldest of them waits. */
                since: string | null;
                lastError: string | null;
            };
        } | {
            /** @constant */
            adapter: "liveperson";
            accountId: string;
            appKey: string;
            skills: {
                /** @description Our name of the skill. */
                name: string;
                /** @description LivePerson's id of it. */
                skillId: string;
                campaignId?: string;
                /** @description With `campaignId`: the campaign and engagement that LivePerson routes and counts by. */
                engagementId?: string;
            }[];
            /** @description Where the app’s webhooks must go: LivePerson sets it. */
            webhookUrl: string;
            /**
             * Format: date-time
             * @example 2026-03-01T15:00:00.000Z
             */
            secretSetAt: string;
            /** @description Null: the one before it no longer counts. */
            previousSecretUntil: string | null;
            /** @description What is still to be told; it is told until it is taken. */
            waiting: {
                /** @description That an adapter has not taken, in all conversations. */
                events: number;
                /** @description Since when the oldest of them waits. */
                since: string | null;
                lastError: string | null;
            };
        };
        /**
         * @example {
         *       "availableChannels": [
         *         "wa",
         *         "sms"
         *       ],
         *       "recommendedChannelName": "wa",
         *       "eligible": true,
         *       "callId": "b1f6c2f1-7d8e-4f0e-9a57-0c2f5f3f6a11"
         *     }
         */
        Eligibility: {
            /** @description In the handoff's order. */
            availableChannels: ("wa" | "sms")[];
            /** @description The first of them; empty where there is none. */
            recommendedChannelName: string;
            eligible: boolean;
            /**
             * Format: uuid
             * @description Names this call.
             */
            callId: string;
        };
        /**
         * @example {
         *       "errorMessage": "consumerPhoneNumber: it is not valid: too short",
         *       "errorCode": 1001
         *     }
         */
        EligibilityError: {
            errorMessage: string;
            /** @description 1000 the body cannot be read or lacks a field, 1001 invalid number, 1300 no engagement for the skill, 1400 an open conversation exists, 1500 no such handoff. */
            errorCode: number;
        };
        /**
         * @example {
         *       "id": "H482915037",
         *       "name": "Order update, spring",
         *       "lookbackMinutes": 1440,
         *       "channels": [
         *         {
         *           "type": "wa",
         *           "templateId": "order_update",
         *           "templateName": "order_update",
         *           "templateStatus": "APPROVED",
         *           "text": "Hi ${{1}}, your order ${{2}} is on its way. Any question? Just answer this message.",
         *           "footer": null,
         *           "outboundNumber": "+12025550101",
         *           "language": "en_US",
         *           "variables": [
         *             "1",
         *             "2"
         *           ]
         *         },
         *         {
         *           "type": "sms",
         *           "text": "Hi ${{1}}, your order ${{2}} is on its way. Any question? Just answer.",
         *           "optOutText": "Reply STOP to opt out.",
         *           "outboundNumber": "+12025550100",
         *           "language": "en_US",
         *           "variables": [
         *             "1",
         *             "2"
         *           ],
         *           "characters": 93,
         *           "segments": 1,
         *           "unicodeCharacters": []
         *         }
         *       ],
         *       "createdAt": "2026-03-02T16:20:11.000Z",
         *       "updatedAt": "2026-03-02T16:20:11.000Z"
         *     }
         */
        Handoff: {
            /** @description A campaign's `templateId`. */
            id: string;
            name: string;
            lookbackMinutes: number;
            /** @description In priority order. */
            channels: ({
                /** @constant */
                type: "sms";
                text: string;
                optOutText: string | null;
                outboundNumber: string;
                language: string;
                /** @description The names of the variables in its text. */
                variables: string[];
                /** @description Of the message as it goes out, with its variables as they are written, of 140. */
                characters: number;
                /** @description The text messages that carriers count and charge, with the variables as they are written. */
                segments: number;
                /** @description Those that make it UCS-2, with 70 characters in a segment in place of 160; empty: none does. */
                unicodeCharacters: string[];
            } | {
                /** @constant */
                type: "wa";
                /** @description Null: the template is no longer there. */
                templateId: string | null;
                templateName: string;
                /** @description Campaigns are accepted with APPROVED only. */
                templateStatus: ("PENDING" | "APPROVED" | "REJECTED" | "PAUSED" | "DISABLED") | null;
                /** @description The template's body. */
                text: string;
                footer: string | null;
                outboundNumber: string;
                language: string;
                /** @description The names of the variables in its text. */
                variables: string[];
            } | {
                /** @constant */
                type: "inapp";
                text: string;
                appNames: string[];
                language: string;
                /** @description The names of the variables in its text. */
                variables: string[];
            })[];
            /**
             * Format: date-time
             * @example 2026-03-01T15:00:00.000Z
             */
            createdAt: string;
            /**
             * Format: date-time
             * @example 2026-03-01T15:00:00.000Z
             */
            updatedAt: string;
        };
        /**
         * @example {
         *       "handoffs": [
         *         {
         *           "id": "H482915037",
         *           "name": "Order update, spring",
         *           "lookbackMinutes": 1440,
         *           "channels": [
         *             {
         *               "type": "wa",
         *               "templateId": "order_update",
         *               "templateName": "order_update",
         *               "templateStatus": "APPROVED",
         *               "text": "Hi ${{1}}, your order ${{2}} is on its way. Any question? Just answer this message.",
         *               "footer": null,
         *               "outboundNumber": "+12025550101",
         *               "language": "en_US",
         *               "variables": [
         *                 "1",
         *                 "2"
         *               ]
         *             },
         *             {
         *               "type": "sms",
         *               "text": "Hi ${{1}}, your order ${{2}} is on its way. Any question? Just answer.",
         *               "optOutText": "Reply STOP to opt out.",
         *               "outboundNumber": "+12025550100",
         *               "language": "en_US",
         *               "variables": [
         *                 "1",
         *                 "2"
         *               ],
         *               "characters": 93,
         *               "segments": 1,
         *               "unicodeCharacters": []
         *             }
         *           ],
         *           "createdAt": "2026-03-02T16:20:11.000Z",
         *           "updatedAt": "2026-03-02T16:20:11.000Z"
         *         }
         *       ],
         *       "page": {
         *         "count": 1,
         *         "offset": 0,
         *         "limit": 100
         *       }
         *     }
         */
        HandoffList: {
            handoffs: components["schemas"]["Handoff"][];
            page: components["schemas"]["Page"];
        };
        /**
         * @example {
         *       "host": "images.example.com"
         *     }
         */
        MediaHost: {
            /** @description In lower case; other scripts in their ASCII form. */
            host: string;
        };
        /**
         * @example {
         *       "mediaHosts": [
         *         {
         *           "host": "images.example.com"
         *         }
         *       ]
         *     }
         */
        MediaHostList: {
            mediaHosts: components["schemas"]["MediaHost"][];
        };
        /**
         * @example {
         *       "channel": "wa",
         *       "number": "+12025550101",
         *       "phoneNumberId": "100000000000001",
         *       "wabaId": "200000000000001",
         *       "createdAt": "2026-03-02T16:20:11.000Z"
         *     }
         */
        OutboundNumber: {
            /** @enum {string} */
            channel: "wa" | "sms";
            /** @description E.164. */
            number: string;
            /** @description Null for SMS. */
            phoneNumberId: string | null;
            wabaId: string | null;
            /**
             * Format: date-time
             * @example 2026-03-01T15:00:00.000Z
             */
            createdAt: string;
        };
        /**
         * @example {
         *       "outboundNumbers": [
         *         {
         *           "channel": "wa",
         *           "number": "+12025550101",
         *           "phoneNumberId": "100000000000001",
         *           "wabaId": "200000000000001",
         *           "createdAt": "2026-03-02T16:20:11.000Z"
         *         }
         *       ]
         *     }
         */
        OutboundNumberList: {
            /** @description Oldest first: the first of a channel serves where a campaign names none. */
            outboundNumbers: components["schemas"]["OutboundNumber"][];
        };
        /**
         * @description A day on which nothing is sent: a date, a month and day, an nth weekday of a month, or days after Easter.
         * @example {
         *       "name": "Christmas Day",
         *       "monthDay": "12-25"
         *     }
         */
        Holiday: {
            name: string;
            /** @description Where it falls on a Saturday the Friday before counts too, on a Sunday the Monday after. */
            observed?: boolean;
            /** @description Of one year. */
            date: string;
        } | {
            name: string;
            /** @description Where it falls on a Saturday the Friday before counts too, on a Sunday the Monday after. */
            observed?: boolean;
            /** @description Of every year. */
            monthDay: string;
        } | {
            name: string;
            /** @description Where it falls on a Saturday the Friday before counts too, on a Sunday the Monday after. */
            observed?: boolean;
            nth: 1 | 2 | 3 | 4 | "last";
            /** @enum {string} */
            weekday: "SUNDAY" | "MONDAY" | "TUESDAY" | "WEDNESDAY" | "THURSDAY" | "FRIDAY" | "SATURDAY";
            month: number;
        } | {
            name: string;
            /** @description Where it falls on a Saturday the Friday before counts too, on a Sunday the Monday after. */
            observed?: boolean;
            /** @description Days after Easter Sunday; negative: before it. */
            easter: number;
        };
        /**
         * @example {
         *       "jurisdiction": "US-FL",
         *       "name": "Florida",
         *       "channels": [
         *         "wa",
         *         "sms"
         *       ],
         *       "windows": [
         *         {
         *           "day": "SUNDAY",
         *           "startTime": {
         *             "hour": 8,
         *             "minute": 0
         *           },
         *           "endTime": {
         *             "hour": 20,
         *             "minute": 0
         *           }
         *         },
         *         {
         *           "day": "MONDAY",
         *           "startTime": {
         *             "hour": 8,
         *             "minute": 0
         *           },
         *           "endTime": {
         *             "hour": 20,
         *             "minute": 0
         *           }
         *         },
         *         {
         *           "day": "TUESDAY",
         *           "startTime": {
         *             "hour": 8,
         *             "minute": 0
         *           },
         *           "endTime": {
         *             "hour": 20,
         *             "minute": 0
         *           }
         *         },
         *         {
         *           "day": "WEDNESDAY",
         *           "startTime": {
         *             "hour": 8,
         *             "minute": 0
         *           },
         *           "endTime": {
         *             "hour": 20,
         *             "minute": 0
         *           }
         *         },
         *         {
         *           "day": "THURSDAY",
         *           "startTime": {
         *             "hour": 8,
         *             "minute": 0
         *           },
         *           "endTime": {
         *             "hour": 20,
         *             "minute": 0
         *           }
         *         },
         *         {
         *           "day": "FRIDAY",
         *           "startTime": {
         *             "hour": 8,
         *             "minute": 0
         *           },
         *           "endTime": {
         *             "hour": 20,
         *             "minute": 0
         *           }
         *         },
         *         {
         *           "day": "SATURDAY",
         *           "startTime": {
         *             "hour": 8,
         *             "minute": 0
         *           },
         *           "endTime": {
         *             "hour": 20,
         *             "minute": 0
         *           }
         *         }
         *       ],
         *       "holidays": [
         *         {
         *           "name": "Christmas Day",
         *           "monthDay": "12-25"
         *         }
         *       ],
         *       "messagesPer24Hours": 3,
         *       "source": "Fla. Stat. § 501.616(6)",
         *       "asOf": "2026-11-22"
         *     }
         */
        Rule: {
            jurisdiction: string;
            name: string;
            channels: ("wa" | "sms" | "inapp")[];
            windows: {
                /** @enum {string} */
                day: "SUNDAY" | "MONDAY" | "TUESDAY" | "WEDNESDAY" | "THURSDAY" | "FRIDAY" | "SATURDAY";
                startTime: {
                    hour: number;
                    minute: number;
                };
                endTime: {
                    hour: number;
                    minute: number;
                };
            }[] | null;
            holidays: components["schemas"]["Holiday"][];
            messagesPer24Hours: number | null;
            source: string;
            asOf: string;
        };
        /**
         * @example {
         *       "name": "our-own",
         *       "version": 2,
         *       "description": "Florida as our lawyers read it.",
         *       "builtIn": false,
         *       "inForce": true,
         *       "createdAt": "2026-11-22T10:00:00.000Z",
         *       "createdBy": "demo-client",
         *       "rules": [
         *         {
         *           "jurisdiction": "US-FL",
         *           "name": "Florida",
         *           "channels": [
         *             "wa",
         *             "sms"
         *           ],
         *           "windows": [
         *             {
         *               "day": "SUNDAY",
         *               "startTime": {
         *                 "hour": 8,
         *                 "minute": 0
         *               },
         *               "endTime": {
         *                 "hour": 20,
         *                 "minute": 0
         *               }
         *             },
         *             {
         *               "day": "MONDAY",
         *               "startTime": {
         *                 "hour": 8,
         *                 "minute": 0
         *               },
         *               "endTime": {
         *                 "hour": 20,
         *                 "minute": 0
         *               }
         *             },
         *             {
         *               "day": "TUESDAY",
         *               "startTime": {
         *                 "hour": 8,
         *                 "minute": 0
         *               },
         *               "endTime": {
         *                 "hour": 20,
         *                 "minute": 0
         *               }
         *             },
         *             {
         *               "day": "WEDNESDAY",
         *               "startTime": {
         *                 "hour": 8,
         *                 "minute": 0
         *               },
         *               "endTime": {
         *                 "hour": 20,
         *                 "minute": 0
         *               }
         *             },
         *             {
         *               "day": "THURSDAY",
         *               "startTime": {
         *                 "hour": 8,
         *                 "minute": 0
         *               },
         *               "endTime": {
         *                 "hour": 20,
         *                 "minute": 0
         *               }
         *             },
         *             {
         *               "day": "FRIDAY",
         *               "startTime": {
         *                 "hour": 8,
         *                 "minute": 0
         *               },
         *               "endTime": {
         *                 "hour": 20,
         *                 "minute": 0
         *               }
         *             },
         *             {
         *               "day": "SATURDAY",
         *               "startTime": {
         *                 "hour": 8,
         *                 "minute": 0
         *               },
         *               "endTime": {
         *                 "hour": 20,
         *                 "minute": 0
         *               }
         *             }
         *           ],
         *           "holidays": [
         *             {
         *               "name": "Christmas Day",
         *               "monthDay": "12-25"
         *             }
         *           ],
         *           "messagesPer24Hours": 3,
         *           "source": "Fla. Stat. § 501.616(6)",
         *           "asOf": "2026-11-22"
         *         }
         *       ]
         *     }
         */
        RuleSet: {
            name: string;
            /** @description One more with each change. An attempt names the one that it stood on. */
            version: number;
            description: string;
            /** @description It comes with the product, and cannot be changed. */
            builtIn: boolean;
            /** @description Whether it is this version that narrows the account's windows: `ruleSet` of the settings. */
            inForce: boolean;
            /** @description When this version was written. */
            createdAt: string | null;
            /** @description The API client or user that wrote it. */
            createdBy: string | null;
            rules: components["schemas"]["Rule"][];
        };
        /**
         * @example {
         *       "ruleSets": [
         *         {
         *           "name": "our-own",
         *           "version": 2,
         *           "description": "Florida as our lawyers read it.",
         *           "builtIn": false,
         *           "inForce": true,
         *           "createdAt": "2026-11-22T10:00:00.000Z",
         *           "createdBy": "demo-client",
         *           "jurisdictions": [
         *             "US-FL"
         *           ]
         *         }
         *       ]
         *     }
         */
        RuleSetList: {
            /** @description Those that come with the product, then your own, each in its latest version. */
            ruleSets: {
                name: string;
                /** @description One more with each change. An attempt names the one that it stood on. */
                version: number;
                description: string;
                /** @description It comes with the product, and cannot be changed. */
                builtIn: boolean;
                /** @description Whether it is this version that narrows the account's windows: `ruleSet` of the settings. */
                inForce: boolean;
                /** @description When this version was written. */
                createdAt: string | null;
                /** @description The API client or user that wrote it. */
                createdBy: string | null;
                /** @description What it has rules for. */
                jurisdictions: string[];
            }[];
        };
        /**
         * @example {
         *       "accountId": "17728909",
         *       "name": "Daybreak demo",
         *       "timezone": "America/New_York",
         *       "defaultSkill": "general",
         *       "lookbackMinutes": 43200,
         *       "maxConsumersPerCall": 100,
         *       "maxRecipientsPerFile": 10000,
         *       "whatsappMarketingToUs": false,
         *       "lineTypeLookup": false,
         *       "ruleSet": null,
         *       "ruleSetVersion": null,
         *       "messagesPerConsumer": {
         *         "per24Hours": null,
         *         "per7Days": null
         *       },
         *       "optOutScope": "account",
         *       "optOutConfirmation": {
         *         "sms": null,
         *         "wa": "You will get no more messages from us. Write START to get them again.",
         *         "inapp": null
         *       },
         *       "helpText": {
         *         "sms": "Daybreak: call +1 202 555 0100 or write to help@example.com. STOP ends these messages.",
         *         "wa": null,
         *         "inapp": null
         *       },
         *       "apiCallsPerSecond": 10,
         *       "createdAt": "2026-03-02T16:20:11.000Z"
         *     }
         */
        Settings: {
            accountId: string;
            name: string;
            /** @description IANA name. The day of the daily limits is this timezone's. */
            timezone: string;
            /** @description Gets replies after the lookback period, and whatever answers nothing. */
            defaultSkill: string;
            /** @description Of handoffs and campaigns that name none. */
            lookbackMinutes: number;
            maxConsumersPerCall: number;
            /** @description Lines of a file of recipients. It may have 10 MB for 10,000, and more in proportion. */
            maxRecipientsPerFile: number;
            /** @description Whether WhatsApp marketing templates are tried on US numbers, to which WhatsApp does not deliver them. */
            whatsappMarketingToUs: boolean;
            /** @description Whether Twilio Lookup is asked before the first SMS to a number, so that landlines get none. */
            lineTypeLookup: boolean;
            /** @description The rules of the law by jurisdiction that narrow all windows: the name of a rule set. Null: none. */
            ruleSet: string | null;
            /** @description The version of it that is in force. */
            ruleSetVersion: number | null;
            /** @description How many messages of campaigns one consumer may be sent, on all channels together. Null: no limit. */
            messagesPerConsumer: {
                per24Hours: number | null;
                per7Days: number | null;
            };
            /**
             * @description Whether STOP, and what providers and imports bring, holds on all channels or on the one it came over.
             * @enum {string}
             */
            optOutScope: "account" | "channel";
            /** @description Confirms an opt-out, once, over the channel on which it came. Null: nothing does on this channel. */
            optOutConfirmation: {
                sms: string | null;
                wa: string | null;
                inapp: string | null;
            };
            /** @description Answers HELP and INFO. Null: nothing does on this channel. */
            helpText: {
                sms: string | null;
                wa: string | null;
                inapp: string | null;
            };
            /** @description Of each API on its own. Set by whoever runs this server. */
            apiCallsPerSecond: number;
            /**
             * Format: date-time
             * @example 2026-03-01T15:00:00.000Z
             */
            createdAt: string;
        };
        /**
         * @example {
         *       "name": "sales",
         *       "isDefault": false
         *     }
         */
        Skill: {
            /** @example sales */
            name: string;
            /** @description Whether it is the account's default skill. */
            isDefault: boolean;
        };
        /**
         * @example {
         *       "skills": [
         *         {
         *           "name": "sales",
         *           "isDefault": false
         *         }
         *       ]
         *     }
         */
        SkillList: {
            skills: components["schemas"]["Skill"][];
        };
        /**
         * @example {
         *       "consumer": "+12025550173",
         *       "channel": null,
         *       "scope": "account",
         *       "state": "ACTIVE",
         *       "source": "api",
         *       "reason": "Asked for it on the phone",
         *       "words": null,
         *       "rule": null,
         *       "confirmation": null,
         *       "optedOutAt": "2026-03-01T15:00:00.000Z",
         *       "renewedAt": null,
         *       "recordedBy": "demo-client",
         *       "revokedAt": null,
         *       "revokedSource": null,
         *       "revokedBy": null,
         *       "revokedReason": null
         *     }
         */
        OptOut: {
            /** @description E.164, or an In-App user id. */
            consumer: string;
            /** @description `inapp`: the consumer is a user id. Otherwise a number, with the channel on which alone it holds. */
            channel: ("wa" | "sms" | "inapp") | null;
            /**
             * @description account: it holds on all channels. channel: on `channel` alone.
             * @enum {string}
             */
            scope: "account" | "channel";
            /**
             * @description REVOKED: it was taken back, and holds no longer.
             * @enum {string}
             */
            state: "ACTIVE" | "REVOKED";
            /** @description Where it came from: `consumer:<channel>` (a STOP), `whatsapp:preference`, `provider:<code>`, `api`, `import`. */
            source: string;
            /** @description Why, where a person or a file said so. */
            reason: string | null;
            /** @description What the consumer wrote. */
            words: string | null;
            /** @description By which rule those words are an opt-out: `keyword:<word>`, `phrase:<name>`, or `provider:STOP` where the provider said so. */
            rule: string | null;
            /** @description What became of the message that confirmed it; null: there was none. */
            confirmation: {
                /** Format: uuid */
                id: string;
                /** @enum {string} */
                state: "QUEUED" | "CALLING" | "SENT" | "DELIVERED" | "READ" | "FAILED" | "UNKNOWN";
                code: string | null;
                message: string | null;
            } | null;
            /**
             * Format: date-time
             * @example 2026-03-01T15:00:00.000Z
             */
            optedOutAt: string;
            /** @description When it was said last, where it was said again: what takes it back must be newer. */
            renewedAt: string | null;
            /** @description The API client that recorded it; null: the consumer or the provider. */
            recordedBy: string | null;
            revokedAt: string | null;
            revokedSource: string | null;
            revokedBy: string | null;
            revokedReason: string | null;
        };
        /**
         * @example {
         *       "optOuts": [
         *         {
         *           "consumer": "+12025550173",
         *           "channel": null,
         *           "scope": "account",
         *           "state": "ACTIVE",
         *           "source": "api",
         *           "reason": "Asked for it on the phone",
         *           "words": null,
         *           "rule": null,
         *           "confirmation": null,
         *           "optedOutAt": "2026-03-01T15:00:00.000Z",
         *           "renewedAt": null,
         *           "recordedBy": "demo-client",
         *           "revokedAt": null,
         *           "revokedSource": null,
         *           "revokedBy": null,
         *           "revokedReason": null
         *         }
         *       ],
         *       "page": {
         *         "count": 1,
         *         "offset": 0,
         *         "limit": 100
         *       }
         *     }
         */
        OptOuts: {
            /** @description Newest first. */
            optOuts: components["schemas"]["OptOut"][];
            page: components["schemas"]["Page"];
        };
        /**
         * @example consumer,channel,scope,state,source,reason,words,rule,optedOutAt,recordedBy,revokedAt,revokedSource,revokedBy,revokedReason
         *     +12025550173,,account,ACTIVE,consumer:sms,,STOP,keyword:STOP,2026-03-01T15:00:00.000Z,,,,,
         */
        OptOutExport: string;
        /**
         * @example {
         *       "lines": 3,
         *       "added": 1,
         *       "already": 1,
         *       "failed": 1,
         *       "errors": [
         *         {
         *           "line": 4,
         *           "reason": "consumer: is no valid phone number: too short"
         *         }
         *       ]
         *     }
         */
        OptOutImport: {
            /** @description All lines but the header and empty ones. */
            lines: number;
            /** @description Who is opted out now and was not before. */
            added: number;
            /** @description Who was opted out already, or comes twice in the file. */
            already: number;
            /** @description Lines that were not taken. */
            failed: number;
            /** @description Each line that was not taken, the first 10,000 of them. */
            errors: {
                /** @description In the file, from 1. */
                line: number;
                reason: string;
            }[];
        };
        /**
         * @example {
         *       "id": "0b7c7a9e-3f0c-4c39-9d5c-6f6f2f1f7a10",
         *       "name": "orders.csv",
         *       "templateId": "H100000001",
         *       "message": null,
         *       "channels": [
         *         "sms"
         *       ],
         *       "columns": [
         *         "Phone",
         *         "B1",
         *         "B2",
         *         "Timezone"
         *       ],
         *       "state": "READY",
         *       "bytes": 173,
         *       "bytesRead": 173,
         *       "lines": 5,
         *       "good": 2,
         *       "wrong": 1,
         *       "duplicates": 1,
         *       "optedOut": 1,
         *       "zones": [
         *         {
         *           "timezones": [
         *             "America/New_York"
         *           ],
         *           "count": 2
         *         }
         *       ],
         *       "proactiveCampaignId": null,
         *       "uploadedBy": "demo-client",
         *       "uploadedAt": "2026-03-01T15:00:00.000Z",
         *       "deletedAt": "2026-03-08T15:00:00.000Z"
         *     }
         */
        UploadedList: {
            /**
             * Format: uuid
             * @description The `recipientListId` of a campaign.
             */
            id: string;
            name: string | null;
            /** @description What its recipients were judged for: this or `message`. */
            templateId: string | null;
            message: components["schemas"]["Message"] | null;
            /** @description On which it is sent, in their order. */
            channels: ("wa" | "sms" | "inapp")[];
            /** @description Those of a line, in the order in which `cells` has them. */
            columns: string[];
            /**
             * @description READING: the file is still coming, and the counts grow. LAUNCHED: it is a campaign, and can be no other.
             * @enum {string}
             */
            state: "READING" | "READY" | "LAUNCHED";
            /** @description Of the whole file; null: its length was not said beforehand. */
            bytes: number | null;
            bytesRead: number;
            /** @description All that have been read but the header, empty ones, and those that were dropped. */
            lines: number;
            /** @description Who a campaign with this list would be sent to. */
            good: number;
            /** @description Lines that cannot be taken. The others are. */
            wrong: number;
            /** @description Lines whose number another good line has. */
            duplicates: number;
            /** @description Who is opted out of every channel of the template. */
            optedOut: number;
            /** @description Of the good ones, the most first, once all is read: a message waits until the window is open in all of these. */
            zones: {
                timezones: string[];
                count: number;
            }[];
            /** @description The campaign that it was launched as. */
            proactiveCampaignId: string | null;
            uploadedBy: string;
            /**
             * Format: date-time
             * @example 2026-03-01T15:00:00.000Z
             */
            uploadedAt: string;
            /**
             * Format: date-time
             * @description When it goes, launched or not. A campaign keeps its own recipients.
             * @example 2026-03-01T15:00:00.000Z
             */
            deletedAt: string;
        };
        /**
         * @example {
         *       "recipientLists": [
         *         {
         *           "id": "0b7c7a9e-3f0c-4c39-9d5c-6f6f2f1f7a10",
         *           "name": "orders.csv",
         *           "templateId": "H100000001",
         *           "message": null,
         *           "channels": [
         *             "sms"
         *           ],
         *           "columns": [
         *             "Phone",
         *             "B1",
         *             "B2",
         *             "Timezone"
         *           ],
         *           "state": "READY",
         *           "bytes": 173,
         *           "bytesRead": 173,
         *           "lines": 5,
         *           "good": 2,
         *           "wrong": 1,
         *           "duplicates": 1,
         *           "optedOut": 1,
         *           "zones": [
         *             {
         *               "timezones": [
         *                 "America/New_York"
         *               ],
         *               "count": 2
         *             }
         *           ],
         *           "proactiveCampaignId": null,
         *           "uploadedBy": "demo-client",
         *           "uploadedAt": "2026-03-01T15:00:00.000Z",
         *           "deletedAt": "2026-03-08T15:00:00.000Z"
         *         }
         *       ],
         *       "page": {
         *         "count": 1,
         *         "offset": 0,
         *         "limit": 100
         *       }
         *     }
         */
        UploadedLists: {
            /** @description Newest first. */
            recipientLists: components["schemas"]["UploadedList"][];
            page: components["schemas"]["Page"];
        };
        /**
         * @example {
         *       "rows": [
         *         {
         *           "line": 2,
         *           "state": "GOOD",
         *           "reason": null,
         *           "address": "+12025550173",
         *           "timezones": [
         *             "America/New_York"
         *           ],
         *           "messages": [
         *             {
         *               "channel": "sms",
         *               "text": "Hello Ada, your order A-1207 is on its way.\nReply STOP to opt out."
         *             }
         *           ],
         *           "cells": null
         *         },
         *         {
         *           "line": 3,
         *           "state": "WRONG",
         *           "reason": "INVALID_NUMBER",
         *           "address": null,
         *           "timezones": null,
         *           "messages": null,
         *           "cells": [
         *             "1202",
         *             "Bob",
         *             "A-1208"
         *           ]
         *         }
         *       ],
         *       "page": {
         *         "count": 2,
         *         "offset": 0,
         *         "limit": 100
         *       }
         *     }
         */
        UploadedListRows: {
            /** @description In the order of the file. */
            rows: {
                /** @description In the file, from 1: where it begins. */
                line: number;
                /** @enum {string} */
                state: "GOOD" | "WRONG" | "DUPLICATE" | "OPTED_OUT";
                /** @description Why it is not good: `errorMessage` of a failed consumer; or QUOTE_NOT_CLOSED, TEXT_AFTER_QUOTE (a quotation mark inside of a quoted cell is written twice), LINE_TOO_LONG, NOT_UTF8; or OPTED_OUT. */
                reason: string | null;
                /** @description E.164, or the user id of In-App. */
                address: string | null;
                timezones: string[] | null;
                /** @description What it would be sent: on each channel of the template, in their order. */
                messages: {
                    /** @enum {string} */
                    channel: "wa" | "sms" | "inapp";
                    text: string;
                }[] | null;
                /** @description What stands in the line, in the order of the columns. */
                cells: string[] | null;
            }[];
            page: components["schemas"]["Page"];
        };
        /**
         * @example {
         *       "recipientList": {
         *         "id": "0b7c7a9e-3f0c-4c39-9d5c-6f6f2f1f7a10",
         *         "name": "orders.csv",
         *         "templateId": "H100000001",
         *         "message": null,
         *         "channels": [
         *           "sms"
         *         ],
         *         "columns": [
         *           "Phone",
         *           "B1",
         *           "B2",
         *           "Timezone"
         *         ],
         *         "state": "READY",
         *         "bytes": 173,
         *         "bytesRead": 173,
         *         "lines": 4,
         *         "good": 3,
         *         "wrong": 0,
         *         "duplicates": 1,
         *         "optedOut": 1,
         *         "zones": [
         *           {
         *             "timezones": [
         *               "America/New_York"
         *             ],
         *             "count": 3
         *           }
         *         ],
         *         "proactiveCampaignId": null,
         *         "uploadedBy": "demo-client",
         *         "uploadedAt": "2026-03-01T15:00:00.000Z",
         *         "deletedAt": "2026-03-08T15:00:00.000Z"
         *       },
         *       "rows": [
         *         {
         *           "line": 3,
         *           "state": "GOOD",
         *           "reason": null,
         *           "address": "+12025550174",
         *           "timezones": [
         *             "America/New_York"
         *           ],
         *           "messages": [
         *             {
         *               "channel": "sms",
         *               "text": "Hello Bob, your order A-1208 is on its way.\nReply STOP to opt out."
         *             }
         *           ],
         *           "cells": null
         *         }
         *       ]
         *     }
         */
        MendedList: {
            /** @description With its counts as they are now. */
            recipientList: components["schemas"]["UploadedList"];
            /** @description The lines that were mended, as they are now, in the order of the file. */
            rows: {
                /** @description In the file, from 1: where it begins. */
                line: number;
                /** @enum {string} */
                state: "GOOD" | "WRONG" | "DUPLICATE" | "OPTED_OUT";
                /** @description Why it is not good: `errorMessage` of a failed consumer; or QUOTE_NOT_CLOSED, TEXT_AFTER_QUOTE (a quotation mark inside of a quoted cell is written twice), LINE_TOO_LONG, NOT_UTF8; or OPTED_OUT. */
                reason: string | null;
                /** @description E.164, or the user id of In-App. */
                address: string | null;
                timezones: string[] | null;
                /** @description What it would be sent: on each channel of the template, in their order. */
                messages: {
                    /** @enum {string} */
                    channel: "wa" | "sms" | "inapp";
                    text: string;
                }[] | null;
                /** @description What stands in the line, in the order of the columns. */
                cells: string[] | null;
            }[];
        };
        /**
         * @example Line,Reason,Phone,B1,B2,Timezone
         *     3,INVALID_NUMBER,1202,Bob,A-1208
         */
        UploadedListErrors: string;
        /**
         * @example Phone,B1,B2,Timezone
         *     12025550173,,,
         */
        RecipientFileSample: string;
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
         *       "campaignName": "Orders of March",
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
         *       "csat": null
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
            campaignName: string | null;
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
            /** @description What the consumer thought of it, 1 to 5. */
            csat: number | null;
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
         *       "campaignName": "Orders of March",
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
         *       "csat": null,
         *       "lastMessage": {
         *         "direction": "IN",
         *         "text": "Where is my order?",
         *         "at": "2026-03-02T16:20:11.000Z"
         *       },
         *       "unread": 1
         *     }
         */
        ListedConversation: {
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
            campaignName: string | null;
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
            /** @description What the consumer thought of it, 1 to 5. */
            csat: number | null;
            /** @description Null: it has no message. */
            lastMessage: {
                /**
                 * @description IN: the consumer's. OUT: an agent's.
                 * @enum {string}
                 */
                direction: "IN" | "OUT";
                text: string;
                /**
                 * Format: date-time
                 * @example 2026-03-01T15:00:00.000Z
                 */
                at: string;
            } | null;
            /** @description The consumer's messages since an agent last answered, or marked it as read. */
            unread: number;
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
         *           "campaignName": "Orders of March",
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
         *           "closedAt": null,
         *           "csat": null,
         *           "lastMessage": {
         *             "direction": "IN",
         *             "text": "Where is my order?",
         *             "at": "2026-03-02T16:20:11.000Z"
         *           },
         *           "unread": 1
         *         }
         *       ],
         *       "page": {
         *         "count": 1,
         *         "offset": 0,
         *         "limit": 100
         *       }
         *     }
         */
        ConversationList: {
            /** @description Newest first. */
            conversations: components["schemas"]["ListedConversation"][];
            page: components["schemas"]["Page"];
        };
        /**
         * @example {
         *       "id": "7f7a1bd0-52a7-4a0c-9d6e-0a3f5c1d2e4b",
         *       "direction": "OUT",
         *       "author": "demo-client",
         *       "text": "With you tomorrow by noon.",
         *       "state": "DELIVERED",
         *       "createdAt": "2026-03-02T16:21:40.000Z",
         *       "sentAt": "2026-03-02T16:21:40.310Z",
         *       "deliveredAt": "2026-03-02T16:21:41.000Z",
         *       "readAt": null,
         *       "failedAt": null,
         *       "error": null
         *     }
         */
        ConversationMessage: {
            /** Format: uuid */
            id: string;
            /**
             * @description IN: the consumer's. OUT: an agent's.
             * @enum {string}
             */
            direction: "IN" | "OUT";
            /** @description The consumer; or the API client or user that wrote the answer, `liveperson` for an agent there. */
            author: string;
            text: string;
            /**
             * @description RECEIVED: from the consumer. QUEUED: waits for its call to the provider. CALLING: the call is under way, or its outcome is looked for. SENT: the provider took it. UNKNOWN: the provider never said; it is not sent again.
             * @enum {string}
             */
            state: "RECEIVED" | "QUEUED" | "CALLING" | "SENT" | "DELIVERED" | "READ" | "FAILED" | "UNKNOWN";
            /**
             * Format: date-time
             * @description When the consumer sent it, or the agent wrote it.
             * @example 2026-03-01T15:00:00.000Z
             */
            createdAt: string;
            sentAt: string | null;
            deliveredAt: string | null;
            /** @description SMS has no read. */
            readAt: string | null;
            failedAt: string | null;
            /** @description Why it failed; while it is QUEUED, why the last call came to nothing. */
            error: {
                /** @description `outbound_wa`, `outbound_twilio`, `twilio` or `proactive`. */
                source: string | null;
                code: string;
                message: string;
            } | null;
        };
        /**
         * @example {
         *       "messages": [
         *         {
         *           "id": "0b2ad5a4-6c5e-4b0f-8d0e-3f5f0f7c9a10",
         *           "direction": "IN",
         *           "author": "+12025550173",
         *           "text": "Where is my order?",
         *           "state": "RECEIVED",
         *           "createdAt": "2026-03-02T16:20:11.000Z",
         *           "sentAt": null,
         *           "deliveredAt": null,
         *           "readAt": null,
         *           "failedAt": null,
         *           "error": null
         *         },
         *         {
         *           "id": "7f7a1bd0-52a7-4a0c-9d6e-0a3f5c1d2e4b",
         *           "direction": "OUT",
         *           "author": "demo-client",
         *           "text": "With you tomorrow by noon.",
         *           "state": "DELIVERED",
         *           "createdAt": "2026-03-02T16:21:40.000Z",
         *           "sentAt": "2026-03-02T16:21:40.310Z",
         *           "deliveredAt": "2026-03-02T16:21:41.000Z",
         *           "readAt": null,
         *           "failedAt": null,
         *           "error": null
         *         }
         *       ],
         *       "page": {
         *         "count": 2,
         *         "offset": 0,
         *         "limit": 100
         *       }
         *     }
         */
        ConversationMessageList: {
            /** @description The consumer's and the agents', oldest first. */
            messages: components["schemas"]["ConversationMessage"][];
            page: components["schemas"]["Page"];
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
         *       "campaignName": "Orders of March",
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
         *       "csat": null,
         *       "origin": {
         *         "text": "Hi Ada, your order A-1207 is on its way. Any question? Just answer this message.",
         *         "media": null,
         *         "sentAt": "2026-03-02T16:02:03.000Z",
         *         "campaignName": "Orders of March",
         *         "context": [
         *           {
         *             "type": "ctmrinfo",
         *             "info": {
         *               "customerId": "138"
         *             }
         *           }
         *         ]
         *       },
         *       "delivery": null,
         *       "messages": [
         *         {
         *           "id": "0b2ad5a4-6c5e-4b0f-8d0e-3f5f0f7c9a10",
         *           "direction": "IN",
         *           "author": "+12025550173",
         *           "text": "Where is my order?",
         *           "state": "RECEIVED",
         *           "createdAt": "2026-03-02T16:20:11.000Z",
         *           "sentAt": null,
         *           "deliveredAt": null,
         *           "readAt": null,
         *           "failedAt": null,
         *           "error": null
         *         },
         *         {
         *           "id": "7f7a1bd0-52a7-4a0c-9d6e-0a3f5c1d2e4b",
         *           "direction": "OUT",
         *           "author": "demo-client",
         *           "text": "With you tomorrow by noon.",
         *           "state": "DELIVERED",
         *           "createdAt": "2026-03-02T16:21:40.000Z",
         *           "sentAt": "2026-03-02T16:21:40.310Z",
         *           "deliveredAt": "2026-03-02T16:21:41.000Z",
         *           "readAt": null,
         *           "failedAt": null,
         *           "error": null
         *         }
         *       ],
         *       "page": {
         *         "count": 2,
         *         "offset": 0,
         *         "limit": 100
         *       }
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
            campaignName: string | null;
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
            /** @description What the consumer thought of it, 1 to 5. */
            csat: number | null;
            origin: {
                /** @description As the consumer got it, variables filled in. */
                text: string;
                /** @description A WhatsApp template's picture, video or document. */
                media: {
                    type: string;
                    link: string;
                } | null;
                sentAt: string | null;
                campaignName: string | null;
                context: unknown[] | null;
            } | null;
            delivery: {
                /** @enum {string} */
                adapter: "webhook" | "liveperson";
                /**
                 * @description DELIVERED: the adapter has taken everything. PENDING: something waits for its first call. FAILING: the last call came to nothing, and it is told again until it takes it.
                 * @enum {string}
                 */
                state: "DELIVERED" | "PENDING" | "FAILING";
                /** @description Events that it has not taken. */
                waiting: number;
                /** @description Since when the oldest of them waits. */
                waitingSince: string | null;
                /** @description Why the last call came to nothing. */
                lastError: string | null;
                lastTriedAt: string | null;
                /** @description What LivePerson calls the conversation. */
                externalId: string | null;
            } | null;
            /** @description The consumer's and the agents', oldest first. */
            messages: components["schemas"]["ConversationMessage"][];
            /** @description Of `messages`: the rest is under /messages. */
            page: components["schemas"]["Page"];
        };
        /**
         * @example {
         *       "id": "5f0c2a52-9d5e-4b7e-8a43-3f1f5a2b9c10",
         *       "campaignName": "Orders of March",
         *       "createdAt": "2026-03-01T15:00:00.000Z",
         *       "updatedAt": "2026-03-01T15:04:00.000Z",
         *       "deletedAt": "2026-05-30T15:04:00.000Z",
         *       "content": {
         *         "campaignName": "Orders of March",
         *         "step": 2,
         *         "message": {
         *           "sms": {
         *             "text": "Hello {{1}}"
         *           }
         *         }
         *       }
         *     }
         */
        Draft: {
            id: string;
            /** @description As the draft has it. */
            campaignName: string | null;
            /**
             * Format: date-time
             * @example 2026-03-01T15:00:00.000Z
             */
            createdAt: string;
            /**
             * Format: date-time
             * @example 2026-03-01T15:00:00.000Z
             */
            updatedAt: string;
            /**
             * Format: date-time
             * @description When it goes unless it is touched: 90 days after it was.
             * @example 2026-03-01T15:00:00.000Z
             */
            deletedAt: string;
            /** @description As it was given. */
            content: {
                [key: string]: unknown;
            };
        };
        /**
         * @example {
         *       "drafts": [
         *         {
         *           "id": "5f0c2a52-9d5e-4b7e-8a43-3f1f5a2b9c10",
         *           "campaignName": "Orders of March",
         *           "createdAt": "2026-03-01T15:00:00.000Z",
         *           "updatedAt": "2026-03-01T15:04:00.000Z",
         *           "deletedAt": "2026-05-30T15:04:00.000Z"
         *         }
         *       ]
         *     }
         */
        Drafts: {
            /** @description Touched last first, at most 100. */
            drafts: {
                id: string;
                /** @description As the draft has it. */
                campaignName: string | null;
                /**
                 * Format: date-time
                 * @example 2026-03-01T15:00:00.000Z
                 */
                createdAt: string;
                /**
                 * Format: date-time
                 * @example 2026-03-01T15:00:00.000Z
                 */
                updatedAt: string;
                /**
                 * Format: date-time
                 * @description When it goes unless it is touched: 90 days after it was.
                 * @example 2026-03-01T15:00:00.000Z
                 */
                deletedAt: string;
            }[];
        };
        /**
         * @description How many of the recipients are where, all of one moment. Who is cut off by a cancel or by `expiresAt` counts as failed at once.
         * @example {
         *       "attempted": 100,
         *       "eligible": 61,
         *       "sent": 58,
         *       "delivered": 55,
         *       "read": 20,
         *       "responded": 7,
         *       "failed": 2,
         *       "skipped": 1,
         *       "pending": 37,
         *       "callsUnderWay": 2,
         *       "neverSent": 3
         *     }
         */
        CampaignCounts: {
            /** @description Everyone accepted: sent + failed + skipped + pending + callsUnderWay. */
            attempted: number;
            /** @description Could be sent to on a channel: a call to its provider was made. */
            eligible: number;
            /** @description The gateway took it. */
            sent: number;
            /** @description As the gateway reports. */
            delivered: number;
            /** @description As the gateway reports; SMS has none. */
            read: number;
            /** @description A reply opened a conversation. */
            responded: number;
            /** @description Failed, cancelled or expired, or the provider never said whether it took the message. */
            failed: number;
            /** @description The consumer has opted out. */
            skipped: number;
            /** @description Still to be sent to. */
            pending: number;
            /** @description A call to the provider has begun, and what came of it is not known yet. */
            callsUnderWay: number;
            /** @description failed + skipped: nothing more is sent to them. */
            neverSent: number;
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
            /** @description With a `recipientListId`: how many recipients there are. They are not repeated under `acceptedConsumers`. */
            acceptedRecipients?: number;
            /** @description In the order of the request; always there. */
            acceptedConsumers: {
                /**
                 * Format: uuid
                 * @description The recipient; the same as in …/conversations.
                 */
                id: string;
                /**
                 * @description E.164; In-App has none.
                 * @example +12025550173
                 */
                phoneNumber?: string;
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
                 *     DUPLICATE_NUMBER: an earlier consumer of this campaign has the number or user id
                 *
                 *     MISSING_CONSUMER_INFORMATION==<CHANNEL>: no number for a channel of the template or handoff, such as SMS or WA; INAPP: no user id of 1 to 255 characters
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
                 *     MESSAGE_TOO_LONG: an SMS of more than 1,600 characters with its variables filled in; In-App 4,096
                 *
                 *     MESSAGE_EMPTY: an SMS without any text with its variables filled in
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
         *       "at": "2026-03-01T15:00:00.000Z",
         *       "channels": [
         *         {
         *           "channel": "sms",
         *           "ratePerSecond": 10,
         *           "queued": 0
         *         }
         *       ],
         *       "recipients": 10,
         *       "sends": 10,
         *       "startsAt": "2026-03-01T15:00:00.000Z",
         *       "endsAt": "2026-03-01T15:00:09.000Z",
         *       "zones": [
         *         {
         *           "timezones": [
         *             "America/New_York"
         *           ],
         *           "recipients": 10,
         *           "localTime": "Sun 10:00",
         *           "isOpen": true,
         *           "opensAt": "2026-03-01T15:00:00.000Z",
         *           "sends": 10,
         *           "firstSendAt": "2026-03-01T15:00:00.000Z",
         *           "lastSendAt": "2026-03-01T15:00:09.000Z",
         *           "heldByRules": []
         *         }
         *       ],
         *       "notSent": [],
         *       "days": [
         *         {
         *           "date": "2026-03-01",
         *           "sends": 10,
         *           "held": 0
         *         }
         *       ],
         *       "hours": [
         *         {
         *           "from": "2026-03-01T15:00:00.000Z",
         *           "sends": 10
         *         }
         *       ],
         *       "dailyLimit": {
         *         "channel": "sms",
         *         "limit": 10000,
         *         "remaining": 10000,
         *         "isPassed": false,
         *         "timezone": "America/New_York"
         *       },
         *       "excluded": {
         *         "wrong": 0,
         *         "duplicates": 0,
         *         "optedOut": 0
         *       },
         *       "failedConsumers": []
         *     }
         */
        Simulation: {
            /**
             * Format: date-time
             * @description It is launched at this instant.
             * @example 2026-03-01T15:00:00.000Z
             */
            at: string;
            /** @description That it is sent on. */
            channels: {
                /** @enum {string} */
                channel: "wa" | "sms" | "inapp";
                /** @description The account's. */
                ratePerSecond: number;
                /** @description Of other campaigns, who wait for their turn before it. */
                queued: number;
            }[];
            /** @description Who the launch would accept. */
            recipients: number;
            /** @description Who of them would be sent to. */
            sends: number;
            /** @description The first send; null: there is none. */
            startsAt: string | null;
            /** @description The last one. */
            endsAt: string | null;
            /** @description The most recipients first. */
            zones: {
                /** @description It waits until the window is open in all of them. Empty: In-App without a zone. */
                timezones: string[];
                recipients: number;
                /** @description By the clock of the first of them now. */
                localTime: string | null;
                /** @description Whether the window of any of them is open now. */
                isOpen: boolean;
                /** @description From when on the first of them may be sent to; null: never. */
                opensAt: string | null;
                sends: number;
                firstSendAt: string | null;
                lastSendAt: string | null;
                /** @description Whom the rule set in force keeps back now, though the window is open, or opens earlier. */
                heldByRules: {
                    rules: string;
                    recipients: number;
                }[];
            }[];
            /** @description Who would not be sent to: NEVER, no instant is open in all possible zones; EXPIRED, the campaign ends before their turn; STOPPED, opted out, not eligible or in a conversation; HELD, until a person resumes a channel; TOO_FAR, after more days than are looked at. */
            notSent: {
                /** @enum {string} */
                reason: "NEVER" | "EXPIRED" | "STOPPED" | "HELD" | "TOO_FAR";
                sentence: string;
                recipients: number;
            }[];
            /** @description By the account's days. `held`: whose turn came when the day's limit was used up, and who wait for the next day. */
            days: {
                date: string;
                sends: number;
                held: number;
            }[];
            /** @description The hours in which anything is sent. */
            hours: {
                /**
                 * Format: date-time
                 * @example 2026-03-01T15:00:00.000Z
                 */
                from: string;
                sends: number;
            }[];
            dailyLimit: {
                /** @enum {string} */
                channel: "wa" | "sms" | "inapp";
                limit: number;
                /** @description Of the recipients that the account may launch today on the channel that is tried first. */
                remaining: number;
                /** @description Whether the launch would be refused today for having more. */
                isPassed: boolean;
                timezone: string;
            } | null;
            /** @description Lines or consumers that the launch would not accept. */
            excluded: {
                wrong: number;
                duplicates: number;
                optedOut: number;
            };
            /** @description The consumers among them as the launch would answer them; of a list none: its lines say it. */
            failedConsumers: ({
                /** @description E.164, or "+" and the digits that came; empty where none came. */
                phone: string;
                /** @description ISO 3166; empty where it cannot be told. */
                countryCode: string;
                /**
                 * @description INVALID_NUMBER: no valid number, or one that takes no SMS
                 *
                 *     DUPLICATE_NUMBER: an earlier consumer of this campaign has the number or user id
                 *
                 *     MISSING_CONSUMER_INFORMATION==<CHANNEL>: no number for a channel of the template or handoff, such as SMS or WA; INAPP: no user id of 1 to 255 characters
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
                 *     MESSAGE_TOO_LONG: an SMS of more than 1,600 characters with its variables filled in; In-App 4,096
                 *
                 *     MESSAGE_EMPTY: an SMS without any text with its variables filled in
                 */
                errorMessage: string;
            } & {
                [key: string]: unknown;
            })[];
        };
        /**
         * @example {
         *       "id": "T482913077",
         *       "title": "order_shipped",
         *       "category": "UTILITY",
         *       "language": "en_US",
         *       "status": "PENDING",
         *       "statusReason": null,
         *       "wabaId": "102290129340398",
         *       "providerTemplateId": null,
         *       "messageComponents": [
         *         {
         *           "type": "header",
         *           "content": "Your order"
         *         },
         *         {
         *           "type": "body",
         *           "content": "Hi {{1}}, your order {{2}} has left our warehouse.",
         *           "variables": [
         *             "1",
         *             "2"
         *           ],
         *           "examples": [
         *             "Ada",
         *             "A-1207"
         *           ]
         *         },
         *         {
         *           "type": "footer",
         *           "content": "Daybreak demo"
         *         },
         *         {
         *           "type": "button",
         *           "sub_type": "quick_reply",
         *           "index": 0,
         *           "content": "Where is it?"
         *         }
         *       ],
         *       "createdAt": "2026-03-02T16:20:11.000Z",
         *       "submittedAt": null,
         *       "updatedAt": "2026-03-02T16:20:11.000Z"
         *     }
         */
        Template: {
            /** @description `templateId` of a campaign. */
            id: string;
            title: string;
            /**
             * @description WhatsApp may put it in another than was asked for.
             * @enum {string}
             */
            category: "MARKETING" | "UTILITY" | "AUTHENTICATION";
            language: string;
            /**
             * @description PENDING: with WhatsApp for review, or on its way there. Only an APPROVED template can be sent.
             * @enum {string}
             */
            status: "PENDING" | "APPROVED" | "REJECTED" | "PAUSED" | "DISABLED";
            /** @description Why, in WhatsApp’s words; while PENDING, what keeps it from WhatsApp. */
            statusReason: string | null;
            /** @description The WhatsApp Business Account that has it. */
            wabaId: string | null;
            /** @description WhatsApp’s own id of it. */
            providerTemplateId: string | null;
            messageComponents: {
                /** @enum {string} */
                type: "header" | "body" | "footer" | "button";
                /** @enum {string} */
                sub_type?: "image" | "video" | "document" | "phone_number" | "url" | "quick_reply";
                content?: string;
                variables?: string[];
                examples?: string[];
                index?: number;
                phone_number?: string;
                url?: string;
            }[];
            /**
             * Format: date-time
             * @example 2026-03-01T15:00:00.000Z
             */
            createdAt: string;
            /** @description When WhatsApp took it for review. */
            submittedAt: string | null;
            /**
             * Format: date-time
             * @example 2026-03-01T15:00:00.000Z
             */
            updatedAt: string;
        };
        /**
         * @example {
         *       "id": "T482913077",
         *       "title": "order_shipped",
         *       "category": "UTILITY",
         *       "language": "en_US",
         *       "status": "APPROVED",
         *       "statusReason": null,
         *       "wabaId": "102290129340398",
         *       "providerTemplateId": null,
         *       "messageComponents": [
         *         {
         *           "type": "header",
         *           "content": "Your order"
         *         },
         *         {
         *           "type": "body",
         *           "content": "Hi {{1}}, your order {{2}} has left our warehouse.",
         *           "variables": [
         *             "1",
         *             "2"
         *           ],
         *           "examples": [
         *             "Ada",
         *             "A-1207"
         *           ]
         *         },
         *         {
         *           "type": "footer",
         *           "content": "Daybreak demo"
         *         },
         *         {
         *           "type": "button",
         *           "sub_type": "quick_reply",
         *           "index": 0,
         *           "content": "Where is it?"
         *         }
         *       ],
         *       "createdAt": "2026-03-02T16:20:11.000Z",
         *       "submittedAt": null,
         *       "updatedAt": "2026-03-02T16:20:11.000Z",
         *       "deletedAt": "2026-03-09T10:00:00.000Z"
         *     }
         */
        DeletedTemplate: {
            /** @description `templateId` of a campaign. */
            id: string;
            title: string;
            /**
             * @description WhatsApp may put it in another than was asked for.
             * @enum {string}
             */
            category: "MARKETING" | "UTILITY" | "AUTHENTICATION";
            language: string;
            /**
             * @description PENDING: with WhatsApp for review, or on its way there. Only an APPROVED template can be sent.
             * @enum {string}
             */
            status: "PENDING" | "APPROVED" | "REJECTED" | "PAUSED" | "DISABLED";
            /** @description Why, in WhatsApp’s words; while PENDING, what keeps it from WhatsApp. */
            statusReason: string | null;
            /** @description The WhatsApp Business Account that has it. */
            wabaId: string | null;
            /** @description WhatsApp’s own id of it. */
            providerTemplateId: string | null;
            messageComponents: {
                /** @enum {string} */
                type: "header" | "body" | "footer" | "button";
                /** @enum {string} */
                sub_type?: "image" | "video" | "document" | "phone_number" | "url" | "quick_reply";
                content?: string;
                variables?: string[];
                examples?: string[];
                index?: number;
                phone_number?: string;
                url?: string;
            }[];
            /**
             * Format: date-time
             * @example 2026-03-01T15:00:00.000Z
             */
            createdAt: string;
            /** @description When WhatsApp took it for review. */
            submittedAt: string | null;
            /**
             * Format: date-time
             * @example 2026-03-01T15:00:00.000Z
             */
            updatedAt: string;
            /**
             * Format: date-time
             * @example 2026-03-01T15:00:00.000Z
             */
            deletedAt: string;
        };
        /**
         * @example {
         *       "templates": [
         *         {
         *           "id": "T482913077",
         *           "title": "order_shipped",
         *           "category": "UTILITY",
         *           "language": "en_US",
         *           "status": "PENDING",
         *           "statusReason": null,
         *           "wabaId": "102290129340398",
         *           "providerTemplateId": null,
         *           "messageComponents": [
         *             {
         *               "type": "header",
         *               "content": "Your order"
         *             },
         *             {
         *               "type": "body",
         *               "content": "Hi {{1}}, your order {{2}} has left our warehouse.",
         *               "variables": [
         *                 "1",
         *                 "2"
         *               ],
         *               "examples": [
         *                 "Ada",
         *                 "A-1207"
         *               ]
         *             },
         *             {
         *               "type": "footer",
         *               "content": "Daybreak demo"
         *             },
         *             {
         *               "type": "button",
         *               "sub_type": "quick_reply",
         *               "index": 0,
         *               "content": "Where is it?"
         *             }
         *           ],
         *           "createdAt": "2026-03-02T16:20:11.000Z",
         *           "submittedAt": null,
         *           "updatedAt": "2026-03-02T16:20:11.000Z"
         *         }
         *       ],
         *       "page": {
         *         "count": 1,
         *         "offset": 0,
         *         "limit": 100
         *       }
         *     }
         */
        TemplateList: {
            /** @description Newest first. */
            templates: components["schemas"]["Template"][];
            page: components["schemas"]["Page"];
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
         *       "campaignStatus": "PAUSED",
         *       "requestTraceId": "f7d5baa8-d4c1-46ad-bd1e-9a98a38b99a3",
         *       "counts": {
         *         "attempted": 100,
         *         "eligible": 61,
         *         "sent": 58,
         *         "delivered": 55,
         *         "read": 20,
         *         "responded": 7,
         *         "failed": 2,
         *         "skipped": 1,
         *         "pending": 37,
         *         "callsUnderWay": 2,
         *         "neverSent": 3
         *       }
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
            counts: components["schemas"]["CampaignCounts"];
        };
        /**
         * @example {
         *       "proactiveCampaignId": "a9cRASfbQ",
         *       "campaignStatus": "PUBLISHED",
         *       "requestTraceId": "f7d5baa8-d4c1-46ad-bd1e-9a98a38b99a3",
         *       "counts": {
         *         "attempted": 100,
         *         "eligible": 61,
         *         "sent": 58,
         *         "delivered": 55,
         *         "read": 20,
         *         "responded": 7,
         *         "failed": 2,
         *         "skipped": 1,
         *         "pending": 37,
         *         "callsUnderWay": 2,
         *         "neverSent": 3
         *       },
         *       "reopened": 2
         *     }
         */
        CampaignRetry: {
            proactiveCampaignId: string;
            /**
             * @description PUBLISHED while anyone is still to be sent to; FINISHED exactly once nobody is.
             * @enum {string}
             */
            campaignStatus: "PUBLISHED" | "PAUSED" | "CANCELLED" | "FAILED" | "FINISHED";
            /** @example f7d5baa8-d4c1-46ad-bd1e-9a98a38b99a3 */
            requestTraceId: string;
            counts: components["schemas"]["CampaignCounts"];
            /** @description How many recipients are tried again. */
            reopened: number;
        };
        /**
         * @example {
         *       "proactiveCampaignId": "a9cRASfbQ",
         *       "campaignName": "Orders of March",
         *       "campaignStatus": "PUBLISHED",
         *       "statusReason": null,
         *       "channels": [
         *         "wa",
         *         "sms"
         *       ],
         *       "skill": "sales",
         *       "templateId": "H100000002",
         *       "handoffId": "H100000002",
         *       "source": "API",
         *       "createdAt": "2026-03-02T15:00:00.000Z",
         *       "startAt": null,
         *       "expiresAt": null,
         *       "sendRate": null,
         *       "counts": {
         *         "attempted": 100,
         *         "eligible": 61,
         *         "sent": 58,
         *         "delivered": 55,
         *         "read": 20,
         *         "responded": 7,
         *         "failed": 2,
         *         "skipped": 1,
         *         "pending": 37,
         *         "callsUnderWay": 2,
         *         "neverSent": 3
         *       }
         *     }
         */
        CampaignSummary: {
            proactiveCampaignId: string;
            campaignName: string;
            /**
             * @description PUBLISHED while anyone is still to be sent to; FINISHED exactly once nobody is.
             * @enum {string}
             */
            campaignStatus: "PUBLISHED" | "PAUSED" | "CANCELLED" | "FAILED" | "FINISHED";
            /** @description Why it is paused or has failed, where it was not by a person's hand. */
            statusReason: string | null;
            /** @description In the order in which they are tried. */
            channels: ("wa" | "sms" | "inapp")[];
            skill: string;
            /** @description As it was given at the launch; null: it came with a `message`. */
            templateId: string | null;
            /** @description The same, where it is a handoff. */
            handoffId: string | null;
            /** @enum {string} */
            source: "API" | "UI";
            /**
             * Format: date-time
             * @example 2026-03-01T15:00:00.000Z
             */
            createdAt: string;
            startAt: string | null;
            expiresAt: string | null;
            /** @description Messages a second, where it has a rate below the account's. */
            sendRate: number | null;
            counts: components["schemas"]["CampaignCounts"];
        };
        /**
         * @example {
         *       "campaigns": [
         *         {
         *           "proactiveCampaignId": "a9cRASfbQ",
         *           "campaignName": "Orders of March",
         *           "campaignStatus": "PUBLISHED",
         *           "statusReason": null,
         *           "channels": [
         *             "wa",
         *             "sms"
         *           ],
         *           "skill": "sales",
         *           "templateId": "H100000002",
         *           "handoffId": "H100000002",
         *           "source": "API",
         *           "createdAt": "2026-03-02T15:00:00.000Z",
         *           "startAt": null,
         *           "expiresAt": null,
         *           "sendRate": null,
         *           "counts": {
         *             "attempted": 100,
         *             "eligible": 61,
         *             "sent": 58,
         *             "delivered": 55,
         *             "read": 20,
         *             "responded": 7,
         *             "failed": 2,
         *             "skipped": 1,
         *             "pending": 37,
         *             "callsUnderWay": 2,
         *             "neverSent": 3
         *           }
         *         }
         *       ],
         *       "page": {
         *         "count": 1,
         *         "offset": 0,
         *         "limit": 100
         *       }
         *     }
         */
        CampaignList: {
            campaigns: components["schemas"]["CampaignSummary"][];
            page: components["schemas"]["Page"];
        };
        /**
         * @example {
         *       "proactiveCampaignId": "a9cRASfbQ",
         *       "campaignName": "Orders of March",
         *       "campaignStatus": "PUBLISHED",
         *       "statusReason": null,
         *       "channels": [
         *         "wa",
         *         "sms"
         *       ],
         *       "skill": "sales",
         *       "templateId": "H100000002",
         *       "handoffId": "H100000002",
         *       "source": "API",
         *       "createdAt": "2026-03-02T15:00:00.000Z",
         *       "startAt": null,
         *       "expiresAt": null,
         *       "sendRate": null,
         *       "counts": {
         *         "attempted": 100,
         *         "eligible": 61,
         *         "sent": 58,
         *         "delivered": 55,
         *         "read": 20,
         *         "responded": 7,
         *         "failed": 2,
         *         "skipped": 1,
         *         "pending": 37,
         *         "callsUnderWay": 2,
         *         "neverSent": 3
         *       },
         *       "schedulingMetrics": {
         *         "windows": [
         *           {
         *             "day": "MONDAY",
         *             "startTime": {
         *               "hour": 8,
         *               "minute": 0
         *             },
         *             "endTime": {
         *               "hour": 21,
         *               "minute": 0
         *             }
         *           }
         *         ]
         *       },
         *       "lookbackMinutes": 43200,
         *       "leCampaignId": "1239032370",
         *       "leEngagementId": "1244018070",
         *       "requestTraceId": "f7d5baa8-d4c1-46ad-bd1e-9a98a38b99a3",
         *       "plan": [
         *         {
         *           "channel": "wa",
         *           "from": "+12025550101",
         *           "text": "Hi {{1}}, your order {{2}} is on its way.",
         *           "optOutText": null,
         *           "apps": null,
         *           "template": {
         *             "name": "order_update",
         *             "language": "en_US",
         *             "category": "UTILITY",
         *             "header": null
         *           },
         *           "windows": [
         *             {
         *               "day": "MONDAY",
         *               "startTime": {
         *                 "hour": 8,
         *                 "minute": 0
         *               },
         *               "endTime": {
         *                 "hour": 21,
         *                 "minute": 0
         *               }
         *             }
         *           ],
         *           "pausedReason": null
         *         },
         *         {
         *           "channel": "sms",
         *           "from": "+12025550100",
         *           "text": "Hi ${{1}}, your order ${{2}} is on its way.",
         *           "optOutText": "Reply STOP to opt out.",
         *           "template": null,
         *           "apps": null,
         *           "windows": [
         *             {
         *               "day": "MONDAY",
         *               "startTime": {
         *                 "hour": 8,
         *                 "minute": 0
         *               },
         *               "endTime": {
         *                 "hour": 21,
         *                 "minute": 0
         *               }
         *             }
         *           ],
         *           "pausedReason": null
         *         }
         *       ],
         *       "consent": {
         *         "statedBy": "demo-client",
         *         "statedAt": "2026-03-02T15:00:00.000Z",
         *         "words": null
         *       },
         *       "countsByState": {
         *         "NOT_SENT": 0,
         *         "SCHEDULED": 37,
         *         "SENDING": 2,
         *         "SENT": 3,
         *         "DELIVERED": 35,
         *         "READ": 20,
         *         "FAILED": 2,
         *         "SKIPPED": 1,
         *         "CANCELLED": 0,
         *         "EXPIRED": 0,
         *         "UNKNOWN": 0
         *       },
         *       "countsByChannel": [
         *         {
         *           "channel": "wa",
         *           "counts": {
         *             "attempted": 100,
         *             "eligible": 61,
         *             "sent": 58,
         *             "delivered": 55,
         *             "read": 20,
         *             "responded": 7,
         *             "failed": 2,
         *             "skipped": 1,
         *             "pending": 37,
         *             "callsUnderWay": 2,
         *             "neverSent": 3
         *           }
         *         }
         *       ],
         *       "countsByZone": [
         *         {
         *           "zones": [
         *             {
         *               "zone": "America/Los_Angeles",
         *               "localTime": "Mon 07:00"
         *             }
         *           ],
         *           "waiting": 37,
         *           "windows": [
         *             {
         *               "channel": "wa",
         *               "isOpen": false,
         *               "closesAt": null,
         *               "opensAt": "2026-03-02T16:00:00.000Z"
         *             },
         *             {
         *               "channel": "sms",
         *               "isOpen": false,
         *               "closesAt": null,
         *               "opensAt": "2026-03-02T16:00:00.000Z"
         *             }
         *           ]
         *         }
         *       ],
         *       "errors": [
         *         {
         *           "errorSource": "twilio",
         *           "errorCode": "30005",
         *           "meaning": "The number is unknown or no longer in use",
         *           "count": 2
         *         }
         *       ],
         *       "workflowUrl": "http://127.0.0.1:8233/namespaces/default/workflows/campaign%2F17728909%2Fa9cRASfbQ"
         *     }
         */
        CampaignDetails: {
            proactiveCampaignId: string;
            campaignName: string;
            /**
             * @description PUBLISHED while anyone is still to be sent to; FINISHED exactly once nobody is.
             * @enum {string}
             */
            campaignStatus: "PUBLISHED" | "PAUSED" | "CANCELLED" | "FAILED" | "FINISHED";
            /** @description Why it is paused or has failed, where it was not by a person's hand. */
            statusReason: string | null;
            /** @description In the order in which they are tried. */
            channels: ("wa" | "sms" | "inapp")[];
            skill: string;
            /** @description As it was given at the launch; null: it came with a `message`. */
            templateId: string | null;
            /** @description The same, where it is a handoff. */
            handoffId: string | null;
            /** @enum {string} */
            source: "API" | "UI";
            /**
             * Format: date-time
             * @example 2026-03-01T15:00:00.000Z
             */
            createdAt: string;
            startAt: string | null;
            expiresAt: string | null;
            /** @description Messages a second, where it has a rate below the account's. */
            sendRate: number | null;
            counts: components["schemas"]["CampaignCounts"];
            /** @description Its own windows; null: the account's hold. */
            schedulingMetrics: {
                windows: {
                    /** @enum {string} */
                    day: "SUNDAY" | "MONDAY" | "TUESDAY" | "WEDNESDAY" | "THURSDAY" | "FRIDAY" | "SATURDAY";
                    startTime: {
                        hour: number;
                        minute: number;
                    };
                    endTime: {
                        hour: number;
                        minute: number;
                    };
                }[];
            } | null;
            /** @description So long after the sending a reply goes to the campaign's skill. */
            lookbackMinutes: number;
            leCampaignId: string;
            leEngagementId: string;
            /**
             * @description Of the call that launched it.
             * @example f7d5baa8-d4c1-46ad-bd1e-9a98a38b99a3
             */
            requestTraceId: string;
            /** @description As it was frozen at the launch, in the order in which the channels are tried. */
            plan: {
                /** @enum {string} */
                channel: "wa" | "sms" | "inapp";
                /** @description The number that it is sent from, E.164; null on In-App. */
                from: string | null;
                /** @description What is sent, with `{{1}}` or `${{1}}` for its variables. */
                text: string | null;
                /** @description Follows the text on a line of its own. */
                optOutText: string | null;
                /** @description Of WhatsApp. */
                template: {
                    name: string;
                    language: string;
                    /** @enum {string} */
                    category: "MARKETING" | "UTILITY" | "AUTHENTICATION";
                    header: ("image" | "video" | "document") | null;
                } | null;
                /** @description In-App: the apps in which it appears. */
                apps: string[] | null;
                /** @description When it may be sent, on the recipient's own wall clock: the campaign's windows, or the account's. The rules of a rule set in force narrow them for each recipient by itself: see the recipient. */
                windows: {
                    /** @enum {string} */
                    day: "SUNDAY" | "MONDAY" | "TUESDAY" | "WEDNESDAY" | "THURSDAY" | "FRIDAY" | "SATURDAY";
                    startTime: {
                        hour: number;
                        minute: number;
                    };
                    endTime: {
                        hour: number;
                        minute: number;
                    };
                }[];
                /** @description Why the account's channel is paused, and nobody is sent to on it; null: it runs. */
                pausedReason: string | null;
            }[];
            /** @description Who stated that the brand holds the opt-in of all its consumers. */
            consent: {
                /** @description The API client or user. */
                statedBy: string;
                /**
                 * Format: date-time
                 * @example 2026-03-01T15:00:00.000Z
                 */
                statedAt: string;
                /** @description What was agreed to, where the web tool showed it in words. */
                words: string | null;
            };
            /** @description NOT_SENT: not looked at yet. SCHEDULED: waits. SENDING: a call to the provider is under way. UNKNOWN: the provider never said whether it took the message. */
            countsByState: {
                NOT_SENT: number;
                SCHEDULED: number;
                SENDING: number;
                SENT: number;
                DELIVERED: number;
                READ: number;
                FAILED: number;
                SKIPPED: number;
                CANCELLED: number;
                EXPIRED: number;
                UNKNOWN: number;
            };
            /** @description Who was sent nothing counts on the channel that was tried last, or that is tried first. */
            countsByChannel: {
                /** @enum {string} */
                channel: "wa" | "sms" | "inapp";
                counts: components["schemas"]["CampaignCounts"];
            }[];
            /** @description Who waits to be sent to, by where they can be; most first. */
            countsByZone: {
                /** @description All that the number can be in; nothing is sent unless it may be in each of them. Empty: no zone, no guard. */
                zones: {
                    zone: string;
                    /** @description Now, on the wall there: "Tue 07:42". */
                    localTime: string;
                }[];
                waiting: number;
                /** @description Of each channel of the plan. */
                windows: {
                    /** @enum {string} */
                    channel: "wa" | "sms" | "inapp";
                    isOpen: boolean;
                    /** @description Where it is open: until then; null: it stays so. */
                    closesAt: string | null;
                    /** @description Where it is closed: from then on; null: its zones and windows never allow it. */
                    opensAt: string | null;
                }[];
            }[];
            /** @description Why recipients have failed; most first. */
            errors: {
                errorSource: string;
                errorCode: string;
                meaning: string;
                count: number;
            }[];
            /** @description The campaign's workflow in the Temporal UI. */
            workflowUrl: string;
        };
        /**
         * @example {
         *       "id": "H100000001",
         *       "name": "Order update by SMS",
         *       "lookbackPeriodDay": 30,
         *       "lookbackPeriodHour": 0,
         *       "routeAllWithinLookback": false,
         *       "createdAt": "2026-03-02T16:20:11.000Z",
         *       "updatedAt": "2026-03-02T16:20:11.000Z",
         *       "channels": [
         *         {
         *           "type": "sms-twilio",
         *           "language": "en_US",
         *           "outboundnumber": "+12025550100",
         *           "messageComponents": [
         *             {
         *               "type": "body",
         *               "content": "Hi ${{1}}, your order ${{2}} is on its way. Any question? Just answer.",
         *               "variables": [
         *                 "1",
         *                 "2"
         *               ],
         *               "optOut": "Reply STOP to opt out."
         *             }
         *           ]
         *         }
         *       ]
         *     }
         */
        HandoffProfile: {
            id: string;
            name: string;
            lookbackPeriodDay: number;
            lookbackPeriodHour: number;
            /** @description Always false: after a conversation was closed, the next message goes to the default skill. */
            routeAllWithinLookback: boolean;
            /** Format: date-time */
            createdAt: string;
            /** Format: date-time */
            updatedAt: string;
            /** @description In priority order. */
            channels: {
                /** @enum {string} */
                type: "wa" | "sms-twilio" | "inapp";
                language: string;
                /** @description E.164; not for In-App. */
                outboundnumber?: string;
                /** @description WhatsApp only. */
                namespace?: string;
                /** @description WhatsApp only. */
                templatename?: string;
                /** @description In-App only. */
                appNames?: string[];
                messageComponents: ({
                    /** @description header, body, footer or button. */
                    type: string;
                    /** @description image, document, video, phone_number, url or quick_reply. */
                    sub_type?: string;
                    /** @description Text with `${{1}}` for its variables. */
                    content?: string;
                    variables?: string[];
                    /** @description SMS body: the text that tells how to opt out. */
                    optOut?: string;
                    index?: number;
                    phone_number?: string;
                    url?: string;
                } & {
                    [key: string]: unknown;
                })[];
            }[];
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
        /**
         * @example {
         *       "since": "2026-01-02T09:00:00.000Z",
         *       "scope": "account",
         *       "source": "consumer:sms",
         *       "reason": null,
         *       "words": "Please stop",
         *       "rule": "keyword:STOP"
         *     }
         */
        NumberOptOut: {
            /**
             * Format: date-time
             * @example 2026-03-01T15:00:00.000Z
             */
            since: string;
            /**
             * @description account: of all channels. channel: of this one alone.
             * @enum {string}
             */
            scope: "account" | "channel";
            /** @description Where it came from: the channel of a STOP, a provider, or an API client. */
            source: string;
            reason: string | null;
            /** @description What the consumer wrote. */
            words: string | null;
            /** @description By which rule that is an opt-out. */
            rule: string | null;
        };
        NumberChannel: {
            /** @enum {string} */
            channel: "wa" | "sms" | "inapp";
            /** @description Whether the number can be reached on it, as far as is known without a call. */
            eligible: boolean;
            /** @description Why it is not eligible. */
            reason: string | null;
            errorSource: string | null;
            /** @description What a recipient would fail with. */
            errorCode: string | null;
            /** @description When a provider said so; believed for 30 days. */
            learntAt: string | null;
            /** @description What Twilio Lookup said of it in the last 90 days; null: it was not asked. Landlines get no SMS while `lineTypeLookup` is on. */
            lineType: {
                /** @description Twilio's own word: mobile, landline, fixedVoip, nonFixedVoip… */
                type: string | null;
                /** @description Why it is not known: messages are then sent all the same. */
                problem: string | null;
                /**
                 * Format: date-time
                 * @example 2026-03-01T15:00:00.000Z
                 */
                lookedUpAt: string;
            } | null;
            /** @description What holds for some messages only. */
            remarks: string[];
            /** @description Whether the account has the channel switched on. */
            enabled: boolean;
            /** @description Why nothing is sent on it for now. */
            pausedReason: string | null;
            /** @description The account's window of the channel, in all possible zones at once; null: the channel has no numbers. */
            window: {
                open: boolean;
                /** @description The next opening; null: it is open, or does not open within 15 days. */
                opensAt: string | null;
                /** @description The next closing; null: it is closed, or stays open. */
                closesAt: string | null;
                /** @description The same on the wall of each possible zone. */
                local: {
                    zone: string;
                    /** @description Now. */
                    localTime: string;
                    opensAtLocal: string | null;
                    closesAtLocal: string | null;
                }[];
            } | null;
            optedOut: boolean;
            optOut: components["schemas"]["NumberOptOut"] | null;
            /** @description While there is one on any channel, a campaign does not send. */
            openConversation: {
                /** Format: uuid */
                id: string;
                skill: string;
                /**
                 * Format: date-time
                 * @example 2026-03-01T15:00:00.000Z
                 */
                since: string;
            } | null;
            /** @description Messages of campaigns to it that a gateway took. */
            messages: {
                last24Hours: number;
                last7Days: number;
                lastAt: string | null;
            };
            /** @description When a message that is posted now for this channel alone could be sent; null: not, or not without a person. */
            nextSendAt: string | null;
            waitsFor: ("START_DATE" | "WINDOW" | "RATE" | "DAILY_LIMIT" | "CONSUMER_LIMIT" | "PAUSED" | "CHANNEL_PAUSED" | "BACK_OFF" | "OUTCOME") | null;
            /** @description What would become of such a message. */
            sentence: string;
        };
        /**
         * @example {
         *       "phone": "+1 (202) 555-0173",
         *       "valid": true,
         *       "reason": null,
         *       "e164": "+12025550173",
         *       "type": "FIXED_LINE_OR_MOBILE",
         *       "country": "US",
         *       "zones": [
         *         "America/New_York"
         *       ],
         *       "zoneSource": "area-code",
         *       "places": [],
         *       "ruleVersion": "map-9.0.18 overrides-1 tz-2026a",
         *       "channels": [
         *         {
         *           "channel": "sms",
         *           "eligible": true,
         *           "reason": null,
         *           "errorSource": null,
         *           "errorCode": null,
         *           "learntAt": null,
         *           "lineType": {
         *             "type": "mobile",
         *             "problem": null,
         *             "lookedUpAt": "2026-01-14T13:00:03.000Z"
         *           },
         *           "remarks": [],
         *           "enabled": true,
         *           "pausedReason": null,
         *           "window": {
         *             "open": true,
         *             "opensAt": null,
         *             "closesAt": "2026-01-15T02:00:00.000Z",
         *             "local": [
         *               {
         *                 "zone": "America/New_York",
         *                 "localTime": "Wed 10:00",
         *                 "opensAtLocal": null,
         *                 "closesAtLocal": "Wed 14 Jan at 21:00"
         *               }
         *             ]
         *           },
         *           "optedOut": false,
         *           "optOut": null,
         *           "openConversation": null,
         *           "messages": {
         *             "last24Hours": 1,
         *             "last7Days": 2,
         *             "lastAt": "2026-01-14T13:00:04.000Z"
         *           },
         *           "nextSendAt": "2026-01-14T15:00:00.000Z",
         *           "waitsFor": null,
         *           "sentence": "May be sent on SMS now."
         *         }
         *       ]
         *     }
         * @example {
         *       "phone": "+1202555",
         *       "valid": false,
         *       "reason": "too short",
         *       "e164": null,
         *       "type": null,
         *       "country": "US",
         *       "zones": [],
         *       "zoneSource": null,
         *       "places": [],
         *       "ruleVersion": "map-9.0.18 overrides-1 tz-2026a",
         *       "channels": []
         *     }
         */
        Number: {
            /** @description As it was asked for. */
            phone: string;
            valid: boolean;
            /** @description Why it is not valid: not a phone number, no such country code, too short, too long, impossible in its country. */
            reason: string | null;
            e164: string | null;
            /** @description Such as MOBILE, FIXED_LINE, FIXED_LINE_OR_MOBILE, TOLL_FREE. */
            type: string | null;
            /** @description ISO 3166; of a number that is not valid, the one that its country code tells. */
            country: string | null;
            /** @description IANA names: where its owner may be. A window must be open in all of them. */
            zones: string[];
            /** @description What they come from: area-code, prefix, country, override (a reviewed correction), unknown. */
            zoneSource: string | null;
            /** @description Where the rules of the rule set in force take its owner to be: states and provinces (US-FL), countries, or * for anywhere. Empty without a rule set. */
            places: string[];
            /** @description Versions of the timezone data and of the rule set in force. */
            ruleVersion: string;
            /** @description Empty where the number is not valid. */
            channels: components["schemas"]["NumberChannel"][];
        };
        /**
         * @description The particulars of what it waits for; `kind` is `waitsFor`.
         * @example {
         *       "kind": "WINDOW",
         *       "opensAt": "2026-01-14T13:00:00.000Z",
         *       "zones": [
         *         {
         *           "zone": "America/New_York",
         *           "localTime": "Wed 07:42",
         *           "opensAtLocal": "Wed 14 Jan at 08:00"
         *         }
         *       ]
         *     }
         */
        Constraint: {
            /** @constant */
            kind: "WINDOW";
            /** @description When it is open in all zones at once; null: it never is. */
            opensAt: string | null;
            zones: {
                zone: string;
                /** @description Now. */
                localTime: string;
                opensAtLocal: string | null;
            }[];
            /** @description The rules of the account's rule set that keep it closed, where its own window would not. */
            heldBy?: string;
        } | {
            /** @constant */
            kind: "RATE";
            /**
             * @description The account's queue on the channel; the campaign's own send rate; or those of one opening, who go one after the other.
             * @enum {string}
             */
            of: "ACCOUNT" | "CAMPAIGN" | "OPENING";
            /** @description 1 is next. */
            place: number;
            /** @description Messages a second. */
            ratePerSecond: number;
            /**
             * Format: date-time
             * @example 2026-03-01T15:00:00.000Z
             */
            estimatedAt: string;
        } | {
            /** @constant */
            kind: "DAILY_LIMIT";
            limit: number;
            sentToday: number;
            /** @description The account's. */
            timezone: string;
            /**
             * Format: date-time
             * @example 2026-03-01T15:00:00.000Z
             */
            nextDayAt: string;
        } | {
            /** @constant */
            kind: "CONSUMER_LIMIT";
            limit: number;
            /** @description 24, or 168 for 7 days. */
            periodHours: number;
            /** @description The rule that sets the limit; null: the account's `messagesPerConsumer`. */
            by: string | null;
            /**
             * Format: date-time
             * @description When it lets the next message through.
             * @example 2026-03-01T15:00:00.000Z
             */
            freeAt: string;
        } | {
            /** @enum {string} */
            kind: "PAUSED" | "CHANNEL_PAUSED";
            since: string | null;
            why: string | null;
        } | {
            /** @constant */
            kind: "START_DATE";
            /**
             * Format: date-time
             * @example 2026-03-01T15:00:00.000Z
             */
            startAt: string;
        } | {
            /** @constant */
            kind: "BACK_OFF";
            code: string;
            meaning: string;
            /** @description Tries on the channel until now. */
            attempt: number;
            /**
             * Format: date-time
             * @example 2026-03-01T15:00:00.000Z
             */
            until: string;
        } | {
            /** @constant */
            kind: "OUTCOME";
            /**
             * Format: date-time
             * @example 2026-03-01T15:00:00.000Z
             */
            calledAt: string;
            /**
             * Format: date-time
             * @example 2026-03-01T15:00:00.000Z
             */
            until: string;
        };
        /**
         * @example {
         *       "source": "twilio",
         *       "code": "30005",
         *       "message": "The number is unknown or no longer in use."
         *     }
         */
        RecipientError: {
            source: string | null;
            code: string | null;
            message: string | null;
        };
        /**
         * @example {
         *       "id": "252d195b-1a4f-4807-aa45-97d2a5560e44",
         *       "position": 0,
         *       "state": "SCHEDULED",
         *       "addresses": {
         *         "sms": "+12025550173"
         *       },
         *       "zones": [
         *         "America/New_York"
         *       ],
         *       "channel": "sms",
         *       "nextSendAt": "2026-01-14T13:00:00.000Z",
         *       "waitsFor": "WINDOW",
         *       "constraint": {
         *         "kind": "WINDOW",
         *         "opensAt": "2026-01-14T13:00:00.000Z",
         *         "zones": [
         *           {
         *             "zone": "America/New_York",
         *             "localTime": "Wed 07:42",
         *             "opensAtLocal": "Wed 14 Jan at 08:00"
         *           }
         *         ]
         *       },
         *       "sentAt": null,
         *       "error": null,
         *       "sentence": "Waits for its send window on SMS: it is now Wed 07:42 in America/New_York, and it opens on Wed 14 Jan at 08:00 in America/New_York.",
         *       "workflowUrl": "http://127.0.0.1:8233/namespaces/default/workflows/recipient%2F17728909%2Fa9cRASfbQ%2F252d195b-1a4f-4807-aa45-97d2a5560e44"
         *     }
         */
        Recipient: {
            /**
             * Format: uuid
             * @description `acceptedConsumers[].id`.
             */
            id: string;
            /** @description Its place in the campaign, from 0: the order of the request. */
            position: number;
            /** @enum {string} */
            state: "NOT_SENT" | "SCHEDULED" | "SENDING" | "SENT" | "DELIVERED" | "READ" | "FAILED" | "SKIPPED" | "CANCELLED" | "EXPIRED" | "UNKNOWN";
            /** @description Its address on each channel: E.164, on In-App the user id. */
            addresses: {
                [key: string]: string;
            };
            /** @description IANA names: where it may be. The window must be open in all of them. */
            zones: string[];
            /** @description Where it went; of an unsent one, where it is to go. Null: nothing was, or will be, tried. */
            channel: ("wa" | "sms" | "inapp") | null;
            /** @description Unsent: the next instant at which it can be sent. Null: a person must act first, or nothing more is sent. */
            nextSendAt: string | null;
            /** @description Unsent: the constraint that binds now. Null: it waits for nothing more. */
            waitsFor: ("START_DATE" | "WINDOW" | "RATE" | "DAILY_LIMIT" | "CONSUMER_LIMIT" | "PAUSED" | "CHANNEL_PAUSED" | "BACK_OFF" | "OUTCOME") | null;
            constraint: components["schemas"]["Constraint"] | null;
            /** @description When the gateway took it. */
            sentAt: string | null;
            /** @description Why it was not sent, or not delivered. Of one that is sent: that no receipt came within 72 hours. */
            error: components["schemas"]["RecipientError"] | null;
            /** @description What it waits for, or what became of it: all of the above for a person. */
            sentence: string;
            /** @description Its workflow in the Temporal UI. */
            workflowUrl: string;
        };
        /**
         * @example {
         *       "recipients": [
         *         {
         *           "id": "252d195b-1a4f-4807-aa45-97d2a5560e44",
         *           "position": 0,
         *           "state": "SCHEDULED",
         *           "addresses": {
         *             "sms": "+12025550173"
         *           },
         *           "zones": [
         *             "America/New_York"
         *           ],
         *           "channel": "sms",
         *           "nextSendAt": "2026-01-14T13:00:00.000Z",
         *           "waitsFor": "WINDOW",
         *           "constraint": {
         *             "kind": "WINDOW",
         *             "opensAt": "2026-01-14T13:00:00.000Z",
         *             "zones": [
         *               {
         *                 "zone": "America/New_York",
         *                 "localTime": "Wed 07:42",
         *                 "opensAtLocal": "Wed 14 Jan at 08:00"
         *               }
         *             ]
         *           },
         *           "sentAt": null,
         *           "error": null,
         *           "sentence": "Waits for its send window on SMS: it is now Wed 07:42 in America/New_York, and it opens on Wed 14 Jan at 08:00 in America/New_York.",
         *           "workflowUrl": "http://127.0.0.1:8233/namespaces/default/workflows/recipient%2F17728909%2Fa9cRASfbQ%2F252d195b-1a4f-4807-aa45-97d2a5560e44"
         *         }
         *       ],
         *       "page": {
         *         "count": 1,
         *         "offset": 0,
         *         "limit": 100
         *       }
         *     }
         */
        RecipientList: {
            /** @description In the order of the request. */
            recipients: components["schemas"]["Recipient"][];
            page: components["schemas"]["Page"];
        };
        /**
         * @example {
         *       "id": "0b2ad5a4-6c5e-4b0f-8d0e-3f5f0f7c9a10",
         *       "number": 1,
         *       "channel": "sms",
         *       "state": "DELIVERED",
         *       "from": "+12025550100",
         *       "to": "+12025550173",
         *       "providerMessageId": "SM00000000000000000000000000000001",
         *       "code": null,
         *       "meaning": null,
         *       "message": null,
         *       "calledAt": "2026-01-14T15:02:00.000Z",
         *       "endedAt": "2026-01-14T15:02:00.400Z",
         *       "receiptAt": "2026-01-14T15:02:03.000Z",
         *       "localTime": "Wed 10:02 America/New_York",
         *       "ruleVersion": "map-9.0.18 overrides-1 tz-2026a"
         *     }
         */
        Attempt: {
            /**
             * Format: uuid
             * @description The reference that went to the provider.
             */
            id: string;
            number: number;
            /** @enum {string} */
            channel: "wa" | "sms" | "inapp";
            /**
             * @description CALLING: under way. UNKNOWN: its answer was lost. ABSENT: the provider never got it. REFUSED: it was not taken. ACCEPTED: it was. FAILED: it was, and could not be delivered.
             * @enum {string}
             */
            state: "CALLING" | "UNKNOWN" | "ABSENT" | "REFUSED" | "ACCEPTED" | "DELIVERED" | "READ" | "FAILED";
            from: string;
            to: string;
            providerMessageId: string | null;
            /** @description The provider's. */
            code: string | null;
            /** @description What the code means. */
            meaning: string | null;
            /** @description In the provider's words. */
            message: string | null;
            /**
             * Format: date-time
             * @example 2026-03-01T15:00:00.000Z
             */
            calledAt: string;
            /** @description When its answer came. */
            endedAt: string | null;
            /** @description When the last delivery receipt came. */
            receiptAt: string | null;
            /**
             * @description The wall clock in each possible zone at the call.
             * @example Wed 10:02 America/New_York
             */
            localTime: string | null;
            /**
             * @description Versions of the timezone data, and of the rule set in force, that the decision stood on.
             * @example map-9.0.43 overrides-1 tz-2026a rules-strict-1
             */
            ruleVersion: string;
        };
        /**
         * @example {
         *       "state": "PUSHED",
         *       "reason": null,
         *       "endedAt": "2026-01-14T15:02:05.600Z",
         *       "devices": [
         *         {
         *           "app": "demo-shop",
         *           "platform": "fcm",
         *           "state": "PUSHED",
         *           "reason": null,
         *           "tries": 1,
         *           "calledAt": "2026-01-14T15:02:05.420Z",
         *           "endedAt": "2026-01-14T15:02:05.600Z"
         *         }
         *       ],
         *       "workflowUrl": "http://127.0.0.1:8233/namespaces/default/workflows/nudge%2F17728909%2F0b2ad5a4-6c5e-4b0f-8d0e-3f5f0f7c9a10"
         *     }
         */
        Nudge: {
            /**
             * @description PUSHED: a platform took it for a device. UNKNOWN: one may have; it is not told again.
             * @enum {string}
             */
            state: "WAITING" | "PUSHED" | "NOT_PUSHED" | "UNKNOWN";
            /** @description Why no device was told. */
            reason: string | null;
            endedAt: string | null;
            devices: {
                app: string;
                /** @enum {string} */
                platform: "fcm" | "apns";
                /**
                 * @description WAITING: to be called again. CALLING: under way. UNKNOWN: the answer was lost.
                 * @enum {string}
                 */
                state: "WAITING" | "CALLING" | "PUSHED" | "REFUSED" | "UNKNOWN";
                /** @description Why not, in the platform’s words. */
                reason: string | null;
                /** @description Calls to the platform until now. */
                tries: number;
                calledAt: string | null;
                /** @description When the platform took it, or it was clear that it is not told. */
                endedAt: string | null;
            }[];
            /** @description Its workflow in the Temporal UI. */
            workflowUrl: string;
        };
        /**
         * @example {
         *       "id": "252d195b-1a4f-4807-aa45-97d2a5560e44",
         *       "position": 0,
         *       "state": "DELIVERED",
         *       "addresses": {
         *         "sms": "+12025550173"
         *       },
         *       "zones": [
         *         "America/New_York"
         *       ],
         *       "channel": "sms",
         *       "nextSendAt": null,
         *       "waitsFor": null,
         *       "constraint": null,
         *       "sentAt": "2026-01-14T15:02:00.400Z",
         *       "error": null,
         *       "sentence": "Sent by SMS on Wed 14 Jan at 10:02 in America/New_York; delivered 3 s later; answered 4 min later.",
         *       "workflowUrl": "http://127.0.0.1:8233/namespaces/default/workflows/recipient%2F17728909%2Fa9cRASfbQ%2F252d195b-1a4f-4807-aa45-97d2a5560e44",
         *       "proactiveCampaignId": "a9cRASfbQ",
         *       "campaignName": "Orders of January",
         *       "zoneSource": "area-code",
         *       "zoneVersion": "map-9.0.18 overrides-1 tz-2026a",
         *       "acceptedAt": "2026-01-14T12:42:00.000Z",
         *       "eligibleAt": "2026-01-14T15:02:00.000Z",
         *       "closedAt": null,
         *       "retriedAt": null,
         *       "attempts": [
         *         {
         *           "id": "0b2ad5a4-6c5e-4b0f-8d0e-3f5f0f7c9a10",
         *           "number": 1,
         *           "channel": "sms",
         *           "state": "DELIVERED",
         *           "from": "+12025550100",
         *           "to": "+12025550173",
         *           "providerMessageId": "SM00000000000000000000000000000001",
         *           "code": null,
         *           "meaning": null,
         *           "message": null,
         *           "calledAt": "2026-01-14T15:02:00.000Z",
         *           "endedAt": "2026-01-14T15:02:00.400Z",
         *           "receiptAt": "2026-01-14T15:02:03.000Z",
         *           "localTime": "Wed 10:02 America/New_York",
         *           "ruleVersion": "map-9.0.18 overrides-1 tz-2026a"
         *         }
         *       ],
         *       "consent": {
         *         "by": "demo-client",
         *         "at": "2026-01-14T12:42:00.000Z",
         *         "words": null
         *       },
         *       "receipts": {
         *         "sentAt": "2026-01-14T15:02:00.400Z",
         *         "deliveredAt": "2026-01-14T15:02:03.000Z",
         *         "readAt": null
         *       },
         *       "reply": {
         *         "respondedAt": "2026-01-14T15:06:00.000Z",
         *         "repliesUntil": "2026-02-13T15:02:00.400Z",
         *         "skill": "sales"
         *       },
         *       "conversation": {
         *         "id": "6f1c2f7e-0a51-4f1b-9a5d-2f6d1f0b7c11",
         *         "state": "OPEN",
         *         "skill": "sales",
         *         "openedAt": "2026-01-14T15:06:00.000Z",
         *         "closedAt": null
         *       },
         *       "optOuts": [],
         *       "nudge": null
         *     }
         */
        RecipientDetails: {
            /**
             * Format: uuid
             * @description `acceptedConsumers[].id`.
             */
            id: string;
            /** @description Its place in the campaign, from 0: the order of the request. */
            position: number;
            /** @enum {string} */
            state: "NOT_SENT" | "SCHEDULED" | "SENDING" | "SENT" | "DELIVERED" | "READ" | "FAILED" | "SKIPPED" | "CANCELLED" | "EXPIRED" | "UNKNOWN";
            /** @description Its address on each channel: E.164, on In-App the user id. */
            addresses: {
                [key: string]: string;
            };
            /** @description IANA names: where it may be. The window must be open in all of them. */
            zones: string[];
            /** @description Where it went; of an unsent one, where it is to go. Null: nothing was, or will be, tried. */
            channel: ("wa" | "sms" | "inapp") | null;
            /** @description Unsent: the next instant at which it can be sent. Null: a person must act first, or nothing more is sent. */
            nextSendAt: string | null;
            /** @description Unsent: the constraint that binds now. Null: it waits for nothing more. */
            waitsFor: ("START_DATE" | "WINDOW" | "RATE" | "DAILY_LIMIT" | "CONSUMER_LIMIT" | "PAUSED" | "CHANNEL_PAUSED" | "BACK_OFF" | "OUTCOME") | null;
            constraint: components["schemas"]["Constraint"] | null;
            /** @description When the gateway took it. */
            sentAt: string | null;
            /** @description Why it was not sent, or not delivered. Of one that is sent: that no receipt came within 72 hours. */
            error: components["schemas"]["RecipientError"] | null;
            /** @description What it waits for, or what became of it: all of the above for a person. */
            sentence: string;
            /** @description Its workflow in the Temporal UI. */
            workflowUrl: string;
            proactiveCampaignId: string;
            campaignName: string;
            /** @description Where its zones come from: given with it; the area code, prefix or country of its number; a reviewed correction of those (override); unknown or none. */
            zoneSource: string;
            /** @description Version of the timezone data that they were found with. */
            zoneVersion: string;
            /**
             * Format: date-time
             * @example 2026-03-01T15:00:00.000Z
             */
            acceptedAt: string;
            /** @description When it was first tried on a channel. */
            eligibleAt: string | null;
            /** @description When it was clear that it is not sent. */
            closedAt: string | null;
            /** @description When an operator asked for another try. */
            retriedAt: string | null;
            /** @description Every call to a provider, in order. */
            attempts: components["schemas"]["Attempt"][];
            /** @description Who stated that the brand holds the opt-in of its consumers, when, and in which words. */
            consent: {
                /** @description The API client or user. */
                by: string;
                /**
                 * Format: date-time
                 * @example 2026-03-01T15:00:00.000Z
                 */
                at: string;
                words: string | null;
            };
            receipts: {
                sentAt: string | null;
                deliveredAt: string | null;
                readAt: string | null;
            };
            /** @description What the consumer answered, and where an answer goes. */
            reply: {
                respondedAt: string | null;
                /** @description Until then a reply goes to the campaign's skill. */
                repliesUntil: string | null;
                /** @description The campaign's. */
                skill: string;
            };
            /** @description The one that the reply opened. */
            conversation: {
                /** Format: uuid */
                id: string;
                /** @enum {string} */
                state: "OPEN" | "CLOSED";
                skill: string;
                /**
                 * Format: date-time
                 * @example 2026-03-01T15:00:00.000Z
                 */
                openedAt: string;
                closedAt: string | null;
            } | null;
            /** @description Those of its consumer that hold, or were taken back after it was accepted; newest first. */
            optOuts: components["schemas"]["OptOut"][];
            /** @description In-App: what became of the push to the user’s devices. It says nothing of the message itself, which is delivered once the app says so. Null: no device was to be told. */
            nudge: components["schemas"]["Nudge"] | null;
        };
        /**
         * @example {
         *       "steps": [
         *         {
         *           "step": "channels",
         *           "title": "Channels",
         *           "done": true,
         *           "needed": true,
         *           "detail": "On: WhatsApp and SMS."
         *         },
         *         {
         *           "step": "numbers",
         *           "title": "Numbers to send from",
         *           "done": false,
         *           "needed": true,
         *           "detail": "There is no number to send from on WhatsApp."
         *         }
         *       ]
         *     }
         */
        Setup: {
            /** @description In the order in which they are done. */
            steps: {
                /** @enum {string} */
                step: "channels" | "numbers" | "skills" | "templates" | "handoffs" | "keys" | "opt-out-texts" | "help-texts" | "media-hosts" | "apps";
                title: string;
                done: boolean;
                /** @description Whether nothing can be sent without it, on a channel that is on. */
                needed: boolean;
                /** @description What is there, or what is missing. */
                detail: string;
            }[];
        };
        /**
         * @example {
         *       "requestMetadata": {
         *         "accountId": "17728909",
         *         "app": "prmsg",
         *         "attemptedStartTime": 1768348800000,
         *         "attemptedEndTime": 1768435200000
         *       },
         *       "analytics": [
         *         {
         *           "channel": "wa",
         *           "skill": "sales",
         *           "transactionday": "01-14-2026",
         *           "attempted": 500,
         *           "eligible": 475,
         *           "skipped": 10,
         *           "sent": 440,
         *           "failed": 50,
         *           "pending": 20,
         *           "delivered": 430,
         *           "read": 400,
         *           "conversationscreated": 200,
         *           "conversationsclosed": 185,
         *           "csat": 4.25,
         *           "error_aggregation": {
         *             "outbound_wa_131026": 25,
         *             "proactive_1001": 5
         *           }
         *         }
         *       ]
         *     }
         */
        Analytics: {
            requestMetadata: {
                accountId: string;
                /** @constant */
                app: "prmsg";
                /** @description Epoch milliseconds. */
                attemptedStartTime?: number;
                /** @description Epoch milliseconds. */
                attemptedEndTime?: number;
                proactiveCampaignId?: string;
                /** @description Those that were understood. */
                filters?: {
                    [key: string]: string[];
                };
            };
            analytics: {
                /**
                 * @description Where it went; who was sent nothing counts where it is tried first.
                 * @enum {string}
                 */
                channel: "wa" | "sms" | "inapp";
                /** @description The campaign's. */
                skill: string;
                /** @description MM-DD-YYYY in the account's timezone. */
                transactionday: string;
                /** @description Only where it is filtered by. */
                handoffid?: string | null;
                /**
                 * @description Only where it is filtered by.
                 * @enum {string}
                 */
                source?: "API" | "UI";
                /** @description Everyone accepted. */
                attempted: number;
                /** @description Could be sent to on the channel. */
                eligible: number;
                /** @description Opted out. */
                skipped: number;
                /** @description The gateway took it. */
                sent: number;
                /** @description attempted − sent − skipped: with `pending`, which is still to be sent to. */
                failed: number;
                /** @description Ours. Still to be sent to: `failed − pending` have really failed. */
                pending: number;
                /** @description As the gateway reports it; what is read is delivered. */
                delivered: number;
                /** @description As the gateway reports it. SMS has none. */
                read: number;
                /** @description A reply opened a conversation. */
                conversationscreated: number;
                conversationsclosed: number;
                /** @description The mean of 1 to 5; null where nobody said. */
                csat: number | null;
                /** @description Ours. How many said: only where `csatResponses` asks for it. */
                csatresponses?: number;
                /** @description How many by `<source>_<code>`. */
                error_aggregation: {
                    [key: string]: number;
                };
            }[];
        };
        /**
         * @example {
         *       "requestMetadata": {
         *         "accountId": "17728909",
         *         "app": "prmsg",
         *         "proactiveCampaignId": "a9cRASfbQ"
         *       },
         *       "page": {
         *         "count": 1,
         *         "previousOffset": -1,
         *         "currentOffset": 0,
         *         "nextOffset": -1
         *       },
         *       "consumersReport": [
         *         {
         *           "id": "252d195b-1a4f-4807-aa45-97d2a5560e44",
         *           "status": "FAILED",
         *           "consumerId": "+12025550173",
         *           "conversationId": null,
         *           "errorSource": "outbound_wa",
         *           "errorCode": "131026",
         *           "errorMessage": "The number is not on WhatsApp, or cannot receive this message."
         *         }
         *       ]
         *     }
         */
        CampaignReport: {
            requestMetadata: {
                accountId: string;
                /** @constant */
                app: "prmsg";
                /** @description Epoch milliseconds. */
                attemptedStartTime?: number;
                /** @description Epoch milliseconds. */
                attemptedEndTime?: number;
                proactiveCampaignId?: string;
                /** @description Those that were understood. */
                filters?: {
                    [key: string]: string[];
                };
            };
            page: {
                /** @description All that there are. */
                count: number;
                /** @description -1 where there is none. */
                previousOffset: number;
                currentOffset: number;
                /** @description -1 where there is none. */
                nextOffset: number;
            };
            /** @description In the order of the request. */
            consumersReport: {
                /**
                 * Format: uuid
                 * @description `acceptedConsumers[].id`.
                 */
                id: string;
                /**
                 * @description The furthest that the message came. SCHEDULED and NOT_SENT: still to be sent to.
                 * @enum {string}
                 */
                status: "RESPONDED" | "READ" | "DELIVERED" | "SENT" | "SKIPPED" | "FAILED" | "SCHEDULED" | "NOT_SENT";
                /** @description The number (E.164) or user id that it was, or is to be, addressed by. */
                consumerId: string;
                conversationId: string | null;
                errorSource: ("outbound_wa" | "outbound_twilio" | "twilio" | "proactive") | null;
                errorCode: string | null;
                errorMessage: string | null;
            }[];
        };
        /**
         * @example {
         *       "requestMetadata": {
         *         "accountId": "17728909",
         *         "app": "prmsg",
         *         "attemptedStartTime": 1768348800000,
         *         "attemptedEndTime": 1768435200000
         *       },
         *       "page": {
         *         "count": 1,
         *         "offset": 0,
         *         "limit": 100
         *       },
         *       "transactions": [
         *         {
         *           "channel": "wa",
         *           "skill": "sales",
         *           "transactionId": "252d195b-1a4f-4807-aa45-97d2a5560e44",
         *           "attemptedTime": "2026-01-14T15:00:00.000Z",
         *           "eligibleTime": "2026-01-14T15:00:01.100Z",
         *           "inviteTime": "2026-01-14T15:00:01.100Z",
         *           "sentTime": "2026-01-14T15:00:01.350Z",
         *           "deliveredTime": "2026-01-14T15:00:03.000Z",
         *           "readTime": "2026-01-14T15:02:10.000Z",
         *           "failedTime": null,
         *           "skippedTime": null,
         *           "cancelledTime": null,
         *           "optInsTime": null,
         *           "optOutsTime": null,
         *           "conversationId": null,
         *           "conversationsCreatedTime": null,
         *           "conversationsClosedTime": null,
         *           "consumerId": "+12025550173",
         *           "errorSource": null,
         *           "errorCode": null,
         *           "errorMessage": null,
         *           "proactiveCampaignId": "a9cRASfbQ",
         *           "initialSkill": "sales",
         *           "initialChannel": "wa",
         *           "handOffId": "H100000002",
         *           "ivrNumber": null,
         *           "messageStatus": "READ"
         *         }
         *       ]
         *     }
         */
        Transactions: {
            requestMetadata: {
                accountId: string;
                /** @constant */
                app: "prmsg";
                /** @description Epoch milliseconds. */
                attemptedStartTime?: number;
                /** @description Epoch milliseconds. */
                attemptedEndTime?: number;
                proactiveCampaignId?: string;
                /** @description Those that were understood. */
                filters?: {
                    [key: string]: string[];
                };
            };
            page: {
                /** @description All that there are. */
                count: number;
                /** @description Of version 2.0. */
                offset?: number;
                /** @description Of version 2.0. */
                limit?: number;
                /** @description Of the first version. */
                currentPage?: string;
                /** @description Of the first version; absent on the last page. */
                nextPage?: string;
            };
            /** @description Oldest first, and in the order of their requests. */
            transactions: {
                /**
                 * @description Where it went; before that, where it is tried first.
                 * @enum {string}
                 */
                channel: "wa" | "sms" | "inapp";
                /** @description The campaign's. */
                skill: string;
                /**
                 * Format: uuid
                 * @description `acceptedConsumers[].id`.
                 */
                transactionId: string;
                /**
                 * Format: date-time
                 * @description When the campaign was accepted.
                 * @example 2026-03-01T15:00:00.000Z
                 */
                attemptedTime: string;
                /** @description When it was found that it can be sent to. */
                eligibleTime: string | null;
                /** @description The call to the provider: that of the message which was taken, else the last one. */
                inviteTime: string | null;
                /** @description The gateway took it. */
                sentTime: string | null;
                deliveredTime: string | null;
                readTime: string | null;
                failedTime: string | null;
                skippedTime: string | null;
                /** @description It found its campaign cancelled or over. */
                cancelledTime: string | null;
                /** @description The first time since `attemptedTime` that the consumer's opt-out was taken back. */
                optInsTime: string | null;
                /** @description The first time since `attemptedTime` that the consumer opted out. */
                optOutsTime: string | null;
                conversationId: string | null;
                conversationsCreatedTime: string | null;
                conversationsClosedTime: string | null;
                /** @description The number (E.164) or user id that it was, or is to be, addressed by. */
                consumerId: string;
                errorSource: ("outbound_wa" | "outbound_twilio" | "twilio" | "proactive") | null;
                errorCode: string | null;
                errorMessage: string | null;
                proactiveCampaignId: string;
                initialSkill: string;
                /** @enum {string} */
                initialChannel: "wa" | "sms" | "inapp";
                handOffId: string | null;
                ivrNumber: null;
                /**
                 * @description The furthest that the message came. SCHEDULED and NOT_SENT: still to be sent to.
                 * @enum {string}
                 */
                messageStatus: "RESPONDED" | "READ" | "DELIVERED" | "SENT" | "SKIPPED" | "FAILED" | "SCHEDULED" | "NOT_SENT";
            }[];
        };
        /**
         * @example {
         *       "id": "7f7a1bd0-52a7-4a0c-9d6e-0a3f5c1d2e4b",
         *       "purpose": "confirmation",
         *       "channel": "sms",
         *       "consumer": "+12025550173",
         *       "brandNumber": "+12025550100",
         *       "words": "Please stop",
         *       "text": "You will get no more messages from Daybreak. Reply START to get them again.",
         *       "state": "DELIVERED",
         *       "providerMessageId": "SM00000000000000000000000000000001",
         *       "createdAt": "2026-03-02T16:20:11.000Z",
         *       "sentAt": "2026-03-02T16:20:11.400Z",
         *       "deliveredAt": "2026-03-02T16:20:12.000Z",
         *       "readAt": null,
         *       "failedAt": null,
         *       "error": null
         *     }
         */
        Notice: {
            /**
             * Format: uuid
             * @description The reference that went to the provider.
             */
            id: string;
            /**
             * @description confirmation: it confirms an opt-out. help: it answers HELP or INFO.
             * @enum {string}
             */
            purpose: "confirmation" | "help";
            /** @enum {string} */
            channel: "wa" | "sms" | "inapp";
            /** @description E.164, or an In-App user id. */
            consumer: string;
            /** @description The number that the consumer wrote to; on In-App the app. */
            brandNumber: string;
            /** @description What the consumer wrote. */
            words: string;
            /** @description What is sent: the account's text at that moment. */
            text: string;
            /**
             * @description As of an answer in a conversation. UNKNOWN: the provider never said; it is not sent again.
             * @enum {string}
             */
            state: "QUEUED" | "CALLING" | "SENT" | "DELIVERED" | "READ" | "FAILED" | "UNKNOWN";
            providerMessageId: string | null;
            /**
             * Format: date-time
             * @description When the consumer wrote.
             * @example 2026-03-01T15:00:00.000Z
             */
            createdAt: string;
            sentAt: string | null;
            deliveredAt: string | null;
            readAt: string | null;
            failedAt: string | null;
            /** @description Why it was not sent, or not delivered. */
            error: {
                source: string | null;
                code: string;
                message: string;
            } | null;
        };
        /**
         * @example {
         *       "notices": [
         *         {
         *           "id": "7f7a1bd0-52a7-4a0c-9d6e-0a3f5c1d2e4b",
         *           "purpose": "confirmation",
         *           "channel": "sms",
         *           "consumer": "+12025550173",
         *           "brandNumber": "+12025550100",
         *           "words": "Please stop",
         *           "text": "You will get no more messages from Daybreak. Reply START to get them again.",
         *           "state": "DELIVERED",
         *           "providerMessageId": "SM00000000000000000000000000000001",
         *           "createdAt": "2026-03-02T16:20:11.000Z",
         *           "sentAt": "2026-03-02T16:20:11.400Z",
         *           "deliveredAt": "2026-03-02T16:20:12.000Z",
         *           "readAt": null,
         *           "failedAt": null,
         *           "error": null
         *         }
         *       ],
         *       "page": {
         *         "count": 1,
         *         "offset": 0,
         *         "limit": 100
         *       }
         *     }
         */
        NoticeList: {
            /** @description Newest first. */
            notices: components["schemas"]["Notice"][];
            page: components["schemas"]["Page"];
        };
        /**
         * @example {
         *       "timezones": [
         *         {
         *           "zones": [
         *             {
         *               "zone": "America/Los_Angeles",
         *               "localTime": "Wed 07:00"
         *             }
         *           ],
         *           "waiting": 37,
         *           "channel": "sms",
         *           "isOpen": false,
         *           "closesAt": null,
         *           "opensAt": "2026-01-14T16:00:00.000Z",
         *           "waitsFor": "WINDOW",
         *           "constraint": {
         *             "kind": "WINDOW",
         *             "opensAt": "2026-01-14T16:00:00.000Z",
         *             "zones": [
         *               {
         *                 "zone": "America/Los_Angeles",
         *                 "localTime": "Wed 07:00",
         *                 "opensAtLocal": "Wed 14 Jan at 08:00"
         *               }
         *             ]
         *           },
         *           "sentence": "Waits for its send window on SMS: it is now Wed 07:00 in America/Los_Angeles, and the window opens on Wed 14 Jan at 08:00 in America/Los_Angeles.",
         *           "lastSendAt": "2026-01-14T16:00:03.600Z",
         *           "lastRecipientId": "252d195b-1a4f-4807-aa45-97d2a5560e44"
         *         }
         *       ],
         *       "page": {
         *         "count": 1,
         *         "offset": 0,
         *         "limit": 100
         *       }
         *     }
         */
        CampaignTimezones: {
            /** @description Most first. */
            timezones: {
                /** @description All that the numbers can be in. `GET …/recipients?zones=` with them, separated by commas, lists the group. */
                zones: {
                    zone: string;
                    /** @description Now, on the wall there: "Tue 07:42". */
                    localTime: string;
                }[];
                /** @description How many wait to be sent to. */
                waiting: number;
                /** @description What they are to be sent on. */
                channel: ("wa" | "sms" | "inapp") | null;
                /** @description Whether the send window is open now, in all of the zones. */
                isOpen: boolean;
                /** @description Where it is open: until then; null: it stays so. */
                closesAt: string | null;
                /** @description Where it is closed: from then on; null: the zones and windows never allow it. */
                opensAt: string | null;
                /** @description The constraint that binds now. */
                waitsFor: ("START_DATE" | "WINDOW" | "RATE" | "DAILY_LIMIT" | "CONSUMER_LIMIT" | "PAUSED" | "CHANNEL_PAUSED" | "BACK_OFF" | "OUTCOME") | null;
                constraint: components["schemas"]["Constraint"] | null;
                /** @description All of it for a person, said of the last in the group of those who wait for what most of them wait for. */
                sentence: string;
                /** @description When that last one can be sent, about; null: a person must act first. */
                lastSendAt: string | null;
                /**
                 * Format: uuid
                 * @description Which one that is.
                 */
                lastRecipientId: string;
            }[];
            page: components["schemas"]["Page"];
        };
        /**
         * @example {
         *       "step": "minute",
         *       "timezone": "America/New_York",
         *       "timeline": [
         *         {
         *           "at": "2026-01-14T15:00:00.000Z",
         *           "sent": 600,
         *           "delivered": 580,
         *           "read": 12,
         *           "failed": 3,
         *           "responded": 1
         *         },
         *         {
         *           "at": "2026-01-14T15:01:00.000Z",
         *           "sent": 598,
         *           "delivered": 601,
         *           "read": 40,
         *           "failed": 2,
         *           "responded": 4
         *         }
         *       ]
         *     }
         */
        CampaignTimeline: {
            /**
             * @description How long each stretch is: by how long the campaign took, so that there are some two hundred.
             * @enum {string}
             */
            step: "minute" | "5 minutes" | "hour" | "day";
            /** @description The account's: hours and days are its. */
            timezone: string;
            /** @description In order; a stretch in which nothing happened is left out. */
            timeline: {
                /**
                 * Format: date-time
                 * @description Where the stretch begins.
                 * @example 2026-03-01T15:00:00.000Z
                 */
                at: string;
                /** @description What the gateway took. */
                sent: number;
                delivered: number;
                read: number;
                failed: number;
                responded: number;
            }[];
        };
        /**
         * @example {
         *       "errors": [
         *         {
         *           "channel": "sms",
         *           "source": "twilio",
         *           "code": "30005",
         *           "recipients": 2,
         *           "message": "The number is unknown or no longer in use.",
         *           "meaning": "The number is unknown or no longer in use",
         *           "action": "Not tried again on this channel; the next channel is tried.",
         *           "whatToDo": "Have the number corrected where it comes from, and leave it out of the next campaign."
         *         }
         *       ]
         *     }
         */
        CampaignErrors: {
            /** @description Most first. */
            errors: {
                /**
                 * @description Of the last call; where there was none, the one that is tried first.
                 * @enum {string}
                 */
                channel: "wa" | "sms" | "inapp";
                source: string;
                code: string;
                recipients: number;
                /** @description The words that the last of them got. */
                message: string | null;
                meaning: string;
                /** @description What the product does about it by itself. */
                action: string;
                /** @description What a person can do. */
                whatToDo: string;
            }[];
        };
        /** @example position,id,wa,sms,inapp,state,sentence,timezones,channel,waitsFor,nextSendAt,acceptedAt,sentAt,deliveredAt,readAt,respondedAt,failedAt,errorSource,errorCode,errorMessage */
        RecipientsFile: string;
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
        /** @description The token or the session is for another account, or the role lacks the permission that the call needs. */
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
        /** @description There is no such thing in this account. */
        NotFound: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                /**
                 * @example {
                 *       "code": 0,
                 *       "message": "There is no such thing in this account",
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
                 *       "message": "Too many calls of createCampaign: the account's limit of 10 a second is reached; try again in 1 second",
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
            429: components["responses"]["TooManyRequests"];
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
    signIn: {
        parameters: {
            query?: {
                /** @description Where to come back to: a path of this server. */
                returnTo?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description To the issuer. */
            302: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "text/html": string;
                };
            };
            400: components["responses"]["BadRequest"];
            404: components["responses"]["NotFound"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalServerError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    finishSignIn: {
        parameters: {
            query?: {
                state?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description To where the sign-in began. */
            302: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "text/html": string;
                };
            };
            400: components["responses"]["BadRequest"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalServerError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    signOut: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description There is no session any more. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SignedOut"];
                };
            };
            400: components["responses"]["BadRequest"];
            403: components["responses"]["Forbidden"];
            413: components["responses"]["ContentTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            500: components["responses"]["InternalServerError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    getSession: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The session. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Session"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            500: components["responses"]["InternalServerError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    listCampaigns: {
        parameters: {
            query?: {
                /** @description Any of PUBLISHED, PAUSED, CANCELLED, FAILED, FINISHED; several with commas, or the parameter several times. */
                status?: string | string[];
                /** @description Campaigns that have the channel in their plan, as the first or a later one. Any of wa, sms, inapp; several as in `status`. */
                channel?: string | string[];
                /** @description The name contains this text, in upper or lower case. */
                name?: string;
                /** @description Where it was launched. */
                source?: "API" | "UI";
                skill?: string;
                /** @description Launched at this instant or later, such as 2026-03-01T00:00:00Z. */
                createdFrom?: string;
                /** @description Launched before this instant. */
                createdTo?: string;
                /** @description With `-` downwards. A campaign without a `startAt` goes by when it was launched; `recipients` by how many were accepted. */
                sort?: "createdAt" | "name" | "startAt" | "recipients" | "-createdAt" | "-name" | "-startAt" | "-recipients";
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
                    "application/json": components["schemas"]["CampaignList"];
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
                     *       "message": "status[0]: must be one of PUBLISHED, PAUSED, CANCELLED, FAILED, FINISHED",
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
                     *       "message": "Fields missing in request: campaignName, skill, consent, templateId, consumers",
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
    getCampaign: {
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
            /** @description The campaign. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CampaignDetails"];
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
    retryRecipient: {
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
                /**
                 * @description `acceptedConsumers[].id`.
                 * @example 252d195b-1a4f-4807-aa45-97d2a5560e44
                 */
                recipientId: string;
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
                    "application/json": components["schemas"]["CampaignRetry"];
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
                     *       "message": "The account has no recipient \"252d195b-1a4f-4807-aa45-97d2a5560e44\"",
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
    retryFailedRecipients: {
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
                    "application/json": components["schemas"]["CampaignRetry"];
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
    streamCampaign: {
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
            /** @description Events, for as long as it lasts. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "text/event-stream": string;
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
    streamCampaigns: {
        parameters: {
            query: {
                /**
                 * @description Ids of campaigns, separated by commas: a page of the list.
                 * @example a9cRASfbQ
                 */
                ids: string;
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
            /** @description Events, for as long as it lasts. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "text/event-stream": string;
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
                     *       "message": "Fields missing in request: ids",
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
    listCampaignTimezones: {
        parameters: {
            query?: {
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
            /** @description A page of the groups. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CampaignTimezones"];
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
                     *       "message": "limit: must be a number",
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
    getCampaignTimeline: {
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
            /** @description From its first message to now. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CampaignTimeline"];
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
    listCampaignErrors: {
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
            /** @description By channel, source and code. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CampaignErrors"];
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
    simulateCampaign: {
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
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "templateId": "H100000002",
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
                 *       ],
                 *       "sendRate": 2
                 *     }
                 */
                "application/json": components["schemas"]["SimulationRequest"];
            };
        };
        responses: {
            /** @description When who is reached. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Simulation"];
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
                     *       "message": "Fields missing in request: templateId, consumers",
                     *       "requestTraceId": "f7d5baa8-d4c1-46ad-bd1e-9a98a38b99a3"
                     *     }
                     */
                    "application/json": components["schemas"]["Error"];
                };
            };
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            409: components["responses"]["Conflict"];
            413: components["responses"]["ContentTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalServerError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    listRecipientLists: {
        parameters: {
            query?: {
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
                    "application/json": components["schemas"]["UploadedLists"];
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
                     *       "message": "limit: must be a number",
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
    uploadRecipients: {
        parameters: {
            query?: {
                /**
                 * @description What the recipients are for, as in a campaign: a handoff, an approved WhatsApp template, or the stock SMS. This or `message`.
                 * @example H100000002
                 */
                templateId?: string;
                /** @description In place of `templateId`: the JSON of a `message`, as a campaign has it. */
                message?: string;
                /** @description One of the account's numbers for a channel; `+`, spaces, brackets and dashes do not count. Absent or empty: the handoff's own, or the account's first for the channel. In-App has none: left out. A `message` has its own. */
                outboundNumber?: string | null;
                /** @description Whether a person has typed the lines: at most 100, without a header and without `Timezone`. Where each recipient brings the whole text, all that follows the number is the text, commas and all. */
                typed?: string;
                /** @description An id of the caller’s, by which to ask how far the file has been read while it is still coming. */
                id?: string;
                /**
                 * @description What the caller calls it, such as the name of the file.
                 * @example orders.csv
                 */
                name?: string;
                /** @description Whether the first line has the names of the columns. Absent: it has where one of its cells is such a name. */
                header?: "present" | "absent";
                /**
                 * @description The most characters of an SMS with its values and the opt-out text. Absent: 1600, and 140 of a `message`.
                 * @example 140
                 */
                longestSms?: number;
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
                 * @example Phone,B1,B2
                 *     12025550173,Ada,A-1207
                 *     +1 (202) 555-0174,"Bob, Jr.",A-1208
                 */
                "text/csv": components["schemas"]["RecipientFile"];
            };
        };
        responses: {
            /** @description What is in the file. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["UploadedList"];
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
                     *       "message": "Fields missing in request: templateId",
                     *       "requestTraceId": "f7d5baa8-d4c1-46ad-bd1e-9a98a38b99a3"
                     *     }
                     */
                    "application/json": components["schemas"]["Error"];
                };
            };
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            409: components["responses"]["Conflict"];
            413: components["responses"]["ContentTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalServerError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    getRecipientList: {
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
                 * @description The list.
                 * @example 0b7c7a9e-3f0c-4c39-9d5c-6f6f2f1f7a10
                 */
                listId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The list. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["UploadedList"];
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
                     *       "message": "The account has no list \"0b7c7a9e-3f0c-4c39-9d5c-6f6f2f1f7a10\"",
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
    deleteRecipientList: {
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
                 * @description The list.
                 * @example 0b7c7a9e-3f0c-4c39-9d5c-6f6f2f1f7a10
                 */
                listId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description It is gone. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
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
                     *       "message": "The account has no list \"0b7c7a9e-3f0c-4c39-9d5c-6f6f2f1f7a10\"",
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
    getRecipientListRows: {
        parameters: {
            query?: {
                /** @description Absent: all. */
                state?: "GOOD" | "WRONG" | "DUPLICATE" | "OPTED_OUT";
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
                /**
                 * @description The list.
                 * @example 0b7c7a9e-3f0c-4c39-9d5c-6f6f2f1f7a10
                 */
                listId: string;
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
                    "application/json": components["schemas"]["UploadedListRows"];
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
                     *       "message": "state: must be one of GOOD, WRONG, DUPLICATE, OPTED_OUT",
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
                     *       "message": "The account has no list \"0b7c7a9e-3f0c-4c39-9d5c-6f6f2f1f7a10\"",
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
    mendRecipientListRows: {
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
                 * @description The list.
                 * @example 0b7c7a9e-3f0c-4c39-9d5c-6f6f2f1f7a10
                 */
                listId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "lines": [
                 *         {
                 *           "line": 3,
                 *           "cells": [
                 *             "12025550174",
                 *             "Bob",
                 *             "A-1208"
                 *           ]
                 *         }
                 *       ],
                 *       "dropped": [
                 *         6
                 *       ]
                 *     }
                 */
                "application/json": components["schemas"]["ListMending"];
            };
        };
        responses: {
            /** @description The list, and the mended lines. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["MendedList"];
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
                     *       "message": "lines: has no line, and none is dropped",
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
                     *       "message": "The account has no list \"0b7c7a9e-3f0c-4c39-9d5c-6f6f2f1f7a10\"",
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
    getRecipientFileSample: {
        parameters: {
            query?: {
                /**
                 * @description What the recipients are for, as in a campaign: a handoff, an approved WhatsApp template, or the stock SMS. This or `message`.
                 * @example H100000002
                 */
                templateId?: string;
                /** @description In place of `templateId`: the JSON of a `message`, as a campaign has it. */
                message?: string;
                /** @description One of the account's numbers for a channel; `+`, spaces, brackets and dashes do not count. Absent or empty: the handoff's own, or the account's first for the channel. In-App has none: left out. A `message` has its own. */
                outboundNumber?: string | null;
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
            /** @description The file. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "text/csv": components["schemas"]["RecipientFileSample"];
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
                     *       "message": "Fields missing in request: templateId",
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
    exportRecipientListErrors: {
        parameters: {
            query?: {
                /** @description Which lines. */
                state?: "WRONG" | "DUPLICATE" | "OPTED_OUT";
            };
            header?: never;
            path: {
                /**
                 * @description The account, as in the token.
                 * @example 17728909
                 */
                accountId: string;
                /**
                 * @description The list.
                 * @example 0b7c7a9e-3f0c-4c39-9d5c-6f6f2f1f7a10
                 */
                listId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The file. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "text/csv": components["schemas"]["UploadedListErrors"];
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
                     *       "message": "state: must be one of WRONG, DUPLICATE, OPTED_OUT",
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
                     *       "message": "The account has no list \"0b7c7a9e-3f0c-4c39-9d5c-6f6f2f1f7a10\"",
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
    listDrafts: {
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
            /** @description Without their content. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Drafts"];
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
    getDraft: {
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
                 * @description The draft, a UUID of the caller’s.
                 * @example 5f0c2a52-9d5e-4b7e-8a43-3f1f5a2b9c10
                 */
                draftId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The draft. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Draft"];
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
                     *       "message": "The account has no draft \"5f0c2a52-9d5e-4b7e-8a43-3f1f5a2b9c10\"",
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
    saveDraft: {
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
                 * @description The draft, a UUID of the caller’s.
                 * @example 5f0c2a52-9d5e-4b7e-8a43-3f1f5a2b9c10
                 */
                draftId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "campaignName": "Orders of March",
                 *       "step": 2,
                 *       "message": {
                 *         "sms": {
                 *           "text": "Hello {{1}}"
                 *         }
                 *       }
                 *     }
                 */
                "application/json": components["schemas"]["DraftContent"];
            };
        };
        responses: {
            /** @description The draft. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Draft"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            409: components["responses"]["Conflict"];
            413: components["responses"]["ContentTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalServerError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    deleteDraft: {
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
                 * @description The draft, a UUID of the caller’s.
                 * @example 5f0c2a52-9d5e-4b7e-8a43-3f1f5a2b9c10
                 */
                draftId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description It is gone. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
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
                     *       "message": "The account has no draft \"5f0c2a52-9d5e-4b7e-8a43-3f1f5a2b9c10\"",
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
    exportRecipients: {
        parameters: {
            query?: {
                /** @description One of our own states or more: repeated, or separated by commas. */
                state?: ("NOT_SENT" | "SCHEDULED" | "SENDING" | "SENT" | "DELIVERED" | "READ" | "FAILED" | "SKIPPED" | "CANCELLED" | "EXPIRED" | "UNKNOWN")[];
                /** @description An IANA timezone that is among its possible ones. */
                zone?: string;
                /** @description All of its possible ones, in the order and words of `GET …/timezones`, separated by commas; `none`: it has none. */
                zones?: string;
                /** @description The code of its error, or source and code as in reports: `30005` or `twilio_30005`. */
                errorCode?: string;
                errorSource?: "outbound_wa" | "outbound_twilio" | "twilio" | "proactive";
                /** @description Its number on any channel, in international form; `+` may be left out. */
                phone?: string;
                /** @description The same, or a user id of an app. */
                consumer?: string;
            };
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
            /** @description The file. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "text/csv": components["schemas"]["RecipientsFile"];
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
                     *       "message": "state[0]: must be one of NOT_SENT, SCHEDULED, SENDING, SENT, DELIVERED, READ, FAILED, SKIPPED, CANCELLED, EXPIRED, UNKNOWN",
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
    listRecipients: {
        parameters: {
            query?: {
                /** @description One of our own states or more: repeated, or separated by commas. */
                state?: ("NOT_SENT" | "SCHEDULED" | "SENDING" | "SENT" | "DELIVERED" | "READ" | "FAILED" | "SKIPPED" | "CANCELLED" | "EXPIRED" | "UNKNOWN")[];
                /** @description An IANA timezone that is among its possible ones. */
                zone?: string;
                /** @description All of its possible ones, in the order and words of `GET …/timezones`, separated by commas; `none`: it has none. */
                zones?: string;
                /** @description The code of its error, or source and code as in reports: `30005` or `twilio_30005`. */
                errorCode?: string;
                errorSource?: "outbound_wa" | "outbound_twilio" | "twilio" | "proactive";
                /** @description Its number on any channel, in international form; `+` may be left out. */
                phone?: string;
                /** @description The same, or a user id of an app. */
                consumer?: string;
                /** @description Only the unsent ones for which one of these constraints binds now: repeated, or separated by commas. */
                waitsFor?: ("START_DATE" | "WINDOW" | "RATE" | "DAILY_LIMIT" | "CONSUMER_LIMIT" | "PAUSED" | "CHANNEL_PAUSED" | "BACK_OFF" | "OUTCOME")[];
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
            /** @description A page of them. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RecipientList"];
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
                     *       "message": "state[0]: must be one of NOT_SENT, SCHEDULED, SENDING, SENT, DELIVERED, READ, FAILED, SKIPPED, CANCELLED, EXPIRED, UNKNOWN",
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
    getRecipient: {
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
                /**
                 * @description `acceptedConsumers[].id`.
                 * @example 252d195b-1a4f-4807-aa45-97d2a5560e44
                 */
                recipientId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The recipient. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RecipientDetails"];
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
                     *       "message": "The account has no recipient \"252d195b-1a4f-4807-aa45-97d2a5560e44\"",
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
    lookUpNumber: {
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
                 * @description In international form, URL-encoded: with `+`, `00` or neither; spaces, brackets and dashes do not count.
                 * @example +12025550173
                 */
                phone: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description What is known of it. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Number"];
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
    listHandoffs: {
        parameters: {
            query?: {
                /** @description Only those with this in their name, in any case. */
                name?: string;
                /** @description Only those that send on it. */
                channel?: "wa" | "sms" | "inapp";
                sort?: "name" | "createdAt" | "updatedAt";
                order?: "asc" | "desc";
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
                    "application/json": components["schemas"]["HandoffList"];
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
                     *       "message": "channel: must be one of wa, sms, inapp",
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
    createHandoff: {
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
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "name": "Order update, spring",
                 *       "lookbackMinutes": 1440,
                 *       "channels": [
                 *         {
                 *           "type": "wa",
                 *           "templateId": "order_update",
                 *           "outboundNumber": "+12025550101"
                 *         },
                 *         {
                 *           "type": "sms",
                 *           "text": "Hi ${{1}}, your order ${{2}} is on its way. Any question? Just answer.",
                 *           "optOutText": "Reply STOP to opt out.",
                 *           "outboundNumber": "+12025550100"
                 *         }
                 *       ]
                 *     }
                 */
                "application/json": components["schemas"]["HandoffRequest"];
            };
        };
        responses: {
            /** @description The handoff. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Handoff"];
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
                     *       "message": "Fields missing in request: name, channels",
                     *       "requestTraceId": "f7d5baa8-d4c1-46ad-bd1e-9a98a38b99a3"
                     *     }
                     */
                    "application/json": components["schemas"]["Error"];
                };
            };
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            409: components["responses"]["Conflict"];
            413: components["responses"]["ContentTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalServerError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    getHandoff: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description The account, as in the token.
                 * @example 17728909
                 */
                accountId: string;
                /** @example H100000001 */
                handoffId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The handoff. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Handoff"];
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
                     *       "message": "The account has no handoff \"H100000001\"",
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
    replaceHandoff: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description The account, as in the token.
                 * @example 17728909
                 */
                accountId: string;
                /** @example H100000001 */
                handoffId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "name": "Order update, spring",
                 *       "lookbackMinutes": 1440,
                 *       "channels": [
                 *         {
                 *           "type": "wa",
                 *           "templateId": "order_update",
                 *           "outboundNumber": "+12025550101"
                 *         },
                 *         {
                 *           "type": "sms",
                 *           "text": "Hi ${{1}}, your order ${{2}} is on its way. Any question? Just answer.",
                 *           "optOutText": "Reply STOP to opt out.",
                 *           "outboundNumber": "+12025550100"
                 *         }
                 *       ]
                 *     }
                 */
                "application/json": components["schemas"]["HandoffRequest"];
            };
        };
        responses: {
            /** @description The handoff as it is now. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Handoff"];
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
                     *       "message": "Fields missing in request: name, channels",
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
                     *       "message": "The account has no handoff \"H100000001\"",
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
    deleteHandoff: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description The account, as in the token.
                 * @example 17728909
                 */
                accountId: string;
                /** @example H100000001 */
                handoffId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The handoff as it was. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Handoff"];
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
                     *       "message": "The account has no handoff \"H100000001\"",
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
    listHandoffProfiles: {
        parameters: {
            query?: {
                /** @description The version, 1. Not looked at. */
                v?: string;
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
            /** @description A page of them, oldest first. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["HandoffProfile"][];
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
                     *       "message": "limit: must be a number",
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
    listHandoffProfilesOfChannel: {
        parameters: {
            query?: {
                /** @description The version, 1. Not looked at. */
                v?: string;
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
                /** @description `apple-twilio` and `googlercs` have no handoffs here. */
                channel: "wa" | "sms-twilio" | "inapp" | "apple-twilio" | "googlercs";
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A page of them, oldest first. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["HandoffProfile"][];
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
                     *       "message": "limit: must be a number",
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
    listTemplates: {
        parameters: {
            query?: {
                status?: "PENDING" | "APPROVED" | "REJECTED" | "PAUSED" | "DISABLED";
                category?: "MARKETING" | "UTILITY" | "AUTHENTICATION";
                /** @description As in the template, such as en_US. */
                language?: string;
                /** @description A part of the name. */
                name?: string;
                /** @description With `-` downwards. */
                sort?: "title" | "status" | "category" | "language" | "createdAt" | "-title" | "-status" | "-category" | "-language" | "-createdAt";
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
                    "application/json": components["schemas"]["TemplateList"];
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
                     *       "message": "status: must be one of PENDING, APPROVED, REJECTED, PAUSED, DISABLED",
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
    createTemplate: {
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
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "title": "order_shipped",
                 *       "category": "UTILITY",
                 *       "language": "en_US",
                 *       "outboundNumber": "12025550101",
                 *       "header": {
                 *         "type": "text",
                 *         "text": "Your order"
                 *       },
                 *       "body": "Hi {{1}}, your order {{2}} has left our warehouse.",
                 *       "examples": [
                 *         "Ada",
                 *         "A-1207"
                 *       ],
                 *       "footer": "Daybreak demo",
                 *       "buttons": [
                 *         {
                 *           "type": "quick_reply",
                 *           "text": "Where is it?"
                 *         }
                 *       ]
                 *     }
                 */
                "application/json": components["schemas"]["TemplateRequest"];
            };
        };
        responses: {
            /** @description It is on its way to WhatsApp. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Template"];
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
                     *       "message": "Fields missing in request: title, category, language, body",
                     *       "requestTraceId": "f7d5baa8-d4c1-46ad-bd1e-9a98a38b99a3"
                     *     }
                     */
                    "application/json": components["schemas"]["Error"];
                };
            };
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            409: components["responses"]["Conflict"];
            413: components["responses"]["ContentTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalServerError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    getTemplate: {
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
                 * @description `id` of the template.
                 * @example T482913077
                 */
                templateId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The template. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Template"];
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
                     *       "message": "The account has no template \"T482913077\"",
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
    deleteTemplate: {
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
                 * @description `id` of the template.
                 * @example T482913077
                 */
                templateId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The template as it was. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DeletedTemplate"];
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
                     *       "message": "The account has no template \"T482913077\"",
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
    getSettings: {
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
            /** @description All of them. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Settings"];
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
    changeSettings: {
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
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "timezone": "America/New_York",
                 *       "defaultSkill": "general",
                 *       "lookbackMinutes": 43200,
                 *       "maxConsumersPerCall": 100,
                 *       "maxRecipientsPerFile": 10000,
                 *       "whatsappMarketingToUs": false,
                 *       "lineTypeLookup": false,
                 *       "ruleSet": null,
                 *       "messagesPerConsumer": {
                 *         "per24Hours": 3,
                 *         "per7Days": null
                 *       },
                 *       "optOutScope": "account",
                 *       "optOutConfirmation": {
                 *         "sms": "You will get no more messages from us. Reply START to get them again."
                 *       },
                 *       "helpText": {
                 *         "sms": "Daybreak: call +1 202 555 0100. STOP ends these messages."
                 *       }
                 *     }
                 */
                "application/json": components["schemas"]["SettingsChange"];
            };
        };
        responses: {
            /** @description The settings as they are now. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Settings"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            413: components["responses"]["ContentTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalServerError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    getSetup: {
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
            /** @description Each step. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Setup"];
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
    listRuleSets: {
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
            /** @description All of them. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RuleSetList"];
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
    getRuleSet: {
        parameters: {
            query?: {
                /** @description An earlier one; absent: the latest. */
                version?: number;
            };
            header?: never;
            path: {
                /**
                 * @description The account, as in the token.
                 * @example 17728909
                 */
                accountId: string;
                /** @example strict */
                name: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Its rules. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RuleSet"];
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
                     *       "message": "version: must be a number",
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
                     *       "message": "The account has no name \"strict\"",
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
    writeRuleSet: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description The account, as in the token.
                 * @example 17728909
                 */
                accountId: string;
                /** @example our-own */
                name: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "description": "Florida as our lawyers read it.",
                 *       "rules": [
                 *         {
                 *           "jurisdiction": "US-FL",
                 *           "name": "Florida",
                 *           "channels": [
                 *             "wa",
                 *             "sms"
                 *           ],
                 *           "windows": [
                 *             {
                 *               "day": "SUNDAY",
                 *               "startTime": {
                 *                 "hour": 8,
                 *                 "minute": 0
                 *               },
                 *               "endTime": {
                 *                 "hour": 20,
                 *                 "minute": 0
                 *               }
                 *             },
                 *             {
                 *               "day": "MONDAY",
                 *               "startTime": {
                 *                 "hour": 8,
                 *                 "minute": 0
                 *               },
                 *               "endTime": {
                 *                 "hour": 20,
                 *                 "minute": 0
                 *               }
                 *             },
                 *             {
                 *               "day": "TUESDAY",
                 *               "startTime": {
                 *                 "hour": 8,
                 *                 "minute": 0
                 *               },
                 *               "endTime": {
                 *                 "hour": 20,
                 *                 "minute": 0
                 *               }
                 *             },
                 *             {
                 *               "day": "WEDNESDAY",
                 *               "startTime": {
                 *                 "hour": 8,
                 *                 "minute": 0
                 *               },
                 *               "endTime": {
                 *                 "hour": 20,
                 *                 "minute": 0
                 *               }
                 *             },
                 *             {
                 *               "day": "THURSDAY",
                 *               "startTime": {
                 *                 "hour": 8,
                 *                 "minute": 0
                 *               },
                 *               "endTime": {
                 *                 "hour": 20,
                 *                 "minute": 0
                 *               }
                 *             },
                 *             {
                 *               "day": "FRIDAY",
                 *               "startTime": {
                 *                 "hour": 8,
                 *                 "minute": 0
                 *               },
                 *               "endTime": {
                 *                 "hour": 20,
                 *                 "minute": 0
                 *               }
                 *             },
                 *             {
                 *               "day": "SATURDAY",
                 *               "startTime": {
                 *                 "hour": 8,
                 *                 "minute": 0
                 *               },
                 *               "endTime": {
                 *                 "hour": 20,
                 *                 "minute": 0
                 *               }
                 *             }
                 *           ],
                 *           "holidays": [
                 *             {
                 *               "name": "Christmas Day",
                 *               "monthDay": "12-25"
                 *             }
                 *           ],
                 *           "messagesPer24Hours": 3,
                 *           "source": "Fla. Stat. § 501.616(6)",
                 *           "asOf": "2026-11-22"
                 *         }
                 *       ]
                 *     }
                 */
                "application/json": components["schemas"]["RuleSetRequest"];
            };
        };
        responses: {
            /** @description The version as it is kept. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RuleSet"];
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
                     *       "message": "Fields missing in request: rules",
                     *       "requestTraceId": "f7d5baa8-d4c1-46ad-bd1e-9a98a38b99a3"
                     *     }
                     */
                    "application/json": components["schemas"]["Error"];
                };
            };
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            409: components["responses"]["Conflict"];
            413: components["responses"]["ContentTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalServerError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    getConversationSettings: {
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
            /** @description The adapter, and what waits to be told. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ConversationSettings"];
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
    setConversationSettings: {
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
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "adapter": "inbox"
                 *     }
                 */
                "application/json": components["schemas"]["ConversationSettingsRequest"];
            };
        };
        responses: {
            /** @description The adapter as it is now. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ConversationSettings"];
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
                     *       "message": "adapter: must be inbox, webhook or liveperson",
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
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalServerError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    listSkills: {
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
            /** @description All of them, by name. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SkillList"];
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
    addSkill: {
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
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "name": "returns"
                 *     }
                 */
                "application/json": components["schemas"]["SkillRequest"];
            };
        };
        responses: {
            /** @description The skill. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Skill"];
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
                     *       "message": "Fields missing in request: name",
                     *       "requestTraceId": "f7d5baa8-d4c1-46ad-bd1e-9a98a38b99a3"
                     *     }
                     */
                    "application/json": components["schemas"]["Error"];
                };
            };
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            409: components["responses"]["Conflict"];
            413: components["responses"]["ContentTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalServerError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    removeSkill: {
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
                 * @description URL-encoded.
                 * @example returns
                 */
                name: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The skills that remain. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SkillList"];
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
                     *       "message": "The account has no name \"returns\"",
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
    listOutboundNumbers: {
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
            /** @description All of them. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["OutboundNumberList"];
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
    addOutboundNumber: {
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
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "channel": "sms",
                 *       "number": "+1 (202) 555-0102"
                 *     }
                 */
                "application/json": components["schemas"]["OutboundNumberRequest"];
            };
        };
        responses: {
            /** @description The number. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["OutboundNumber"];
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
                     *       "message": "channel: must be sms or wa",
                     *       "requestTraceId": "f7d5baa8-d4c1-46ad-bd1e-9a98a38b99a3"
                     *     }
                     */
                    "application/json": components["schemas"]["Error"];
                };
            };
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            409: components["responses"]["Conflict"];
            413: components["responses"]["ContentTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalServerError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    removeOutboundNumber: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description The account, as in the token.
                 * @example 17728909
                 */
                accountId: string;
                channel: "wa" | "sms";
                /**
                 * @description In any notation, `+` optional.
                 * @example 12025550100
                 */
                number: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The numbers that remain. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["OutboundNumberList"];
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
                     *       "message": "channel: must be one of wa, sms",
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
                     *       "message": "The account has no number \"12025550100\"",
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
    listMediaHosts: {
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
            /** @description All of them. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["MediaHostList"];
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
    addMediaHost: {
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
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "host": "images.example.com"
                 *     }
                 */
                "application/json": components["schemas"]["MediaHostRequest"];
            };
        };
        responses: {
            /** @description The host. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["MediaHost"];
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
                     *       "message": "Fields missing in request: host",
                     *       "requestTraceId": "f7d5baa8-d4c1-46ad-bd1e-9a98a38b99a3"
                     *     }
                     */
                    "application/json": components["schemas"]["Error"];
                };
            };
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            409: components["responses"]["Conflict"];
            413: components["responses"]["ContentTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalServerError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    removeMediaHost: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description The account, as in the token.
                 * @example 17728909
                 */
                accountId: string;
                /** @example images.example.com */
                host: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The hosts that remain. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["MediaHostList"];
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
                     *       "message": "The account has no host \"images.example.com\"",
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
    listApiClients: {
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
            /** @description All of them. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ApiClientList"];
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
    createApiClient: {
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
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "name": "Shop backend"
                 *     }
                 */
                "application/json": components["schemas"]["ApiClientRequest"];
            };
        };
        responses: {
            /** @description The client, with its secret. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ApiClientWithSecret"];
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
                     *       "message": "Fields missing in request: name",
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
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalServerError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    rotateApiClient: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description The account, as in the token.
                 * @example 17728909
                 */
                accountId: string;
                /** @example reports-client */
                clientId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The client, with its new secret. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ApiClientWithSecret"];
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
                     *       "message": "The account has no client \"reports-client\"",
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
    revokeApiClient: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description The account, as in the token.
                 * @example 17728909
                 */
                accountId: string;
                /** @example reports-client */
                clientId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The client, revoked. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ApiClient"];
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
                     *       "message": "The account has no client \"reports-client\"",
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
    listUsers: {
        parameters: {
            query?: {
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
                    "application/json": components["schemas"]["UserList"];
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
                     *       "message": "limit: must be a number",
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
    listAuditEvents: {
        parameters: {
            query?: {
                /** @description At most so many: 1 to 500. */
                limit?: number;
                /** @description From this place on. */
                offset?: number;
                /** @description Only what this user or client did: an id, or a whole name. */
                actor?: string;
                /** @description Only calls of this operationId. */
                operation?: string;
                /** @description At this instant or later. */
                from?: string;
                /** @description Before this instant. */
                to?: string;
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
                    "application/json": components["schemas"]["AuditEventList"];
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
                     *       "message": "limit: must be a number",
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
    listOptOuts: {
        parameters: {
            query?: {
                /** @description A number in any notation, or a user id. */
                consumer?: string;
                /** @description Those that hold on it, of the whole account too. */
                channel?: "wa" | "sms" | "inapp";
                /** @description Absent: both. */
                state?: "ACTIVE" | "REVOKED";
                /** @description All of it, or what stands before its colon: `consumer`. */
                source?: string;
                /** @description Recorded at this instant or later. */
                from?: string;
                /** @description Recorded before this instant. */
                to?: string;
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
                    "application/json": components["schemas"]["OptOuts"];
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
                     *       "message": "channel: must be one of wa, sms, inapp",
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
    createOptOut: {
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
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "consumer": "+1 202 555 0173",
                 *       "reason": "Asked for it on the phone"
                 *     }
                 */
                "application/json": components["schemas"]["OptOutRequest"];
            };
        };
        responses: {
            /** @description The consumer was opted out already. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["OptOut"];
                };
            };
            /** @description The consumer is opted out. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["OptOut"];
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
                     *       "message": "Fields missing in request: consumer",
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
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalServerError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    exportOptOuts: {
        parameters: {
            query?: {
                /** @description A number in any notation, or a user id. */
                consumer?: string;
                /** @description Those that hold on it, of the whole account too. */
                channel?: "wa" | "sms" | "inapp";
                /** @description Absent: both. */
                state?: "ACTIVE" | "REVOKED";
                /** @description All of it, or what stands before its colon: `consumer`. */
                source?: string;
                /** @description Recorded at this instant or later. */
                from?: string;
                /** @description Recorded before this instant. */
                to?: string;
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
            /** @description The file. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "text/csv": components["schemas"]["OptOutExport"];
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
                     *       "message": "channel: must be one of wa, sms, inapp",
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
    revokeOptOut: {
        parameters: {
            query?: {
                /** @description `inapp`: the consumer is a user id. Otherwise a number. */
                channel?: "wa" | "sms" | "inapp";
                /** @description Why; kept with it. */
                reason?: string;
            };
            header?: never;
            path: {
                /**
                 * @description The account, as in the token.
                 * @example 17728909
                 */
                accountId: string;
                /**
                 * @description A number in any notation, or a user id.
                 * @example +12025550173
                 */
                consumer: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description It holds no longer. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["OptOut"];
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
                     *       "message": "channel: must be one of wa, sms, inapp",
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
                     *       "message": "The account has no consumer \"+12025550173\"",
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
    listNotices: {
        parameters: {
            query?: {
                /** @description confirmation: it confirms an opt-out. help: it answers HELP or INFO. */
                purpose?: "confirmation" | "help";
                /** @description As of an answer in a conversation. UNKNOWN: the provider never said; it is not sent again. */
                state?: "QUEUED" | "CALLING" | "SENT" | "DELIVERED" | "READ" | "FAILED" | "UNKNOWN";
                channel?: "wa" | "sms" | "inapp";
                /** @description A number in any notation, or a user id. */
                consumer?: string;
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
                    "application/json": components["schemas"]["NoticeList"];
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
                     *       "message": "purpose: must be one of confirmation, help",
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
    importOptOuts: {
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
        requestBody?: {
            content: {
                /**
                 * @example phone,reason,optedOutAt
                 *     +12025550173,Asked by letter,2026-03-01T15:00:00Z
                 */
                "text/csv": components["schemas"]["OptOutFile"];
            };
        };
        responses: {
            /** @description What became of its lines. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["OptOutImport"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            413: components["responses"]["ContentTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalServerError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    checkEligibility: {
        parameters: {
            query?: {
                /** @description The version, 2.0. Not looked at. */
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
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "skill": "sales",
                 *       "consumerPhoneNumber": "+12025550173",
                 *       "handoffId": "H100000002",
                 *       "sdes": [
                 *         {
                 *           "type": "ctmrinfo",
                 *           "info": {
                 *             "customerId": "138"
                 *           }
                 *         }
                 *       ],
                 *       "templateVariables": {
                 *         "1": "Ada",
                 *         "2": "A-1207"
                 *       }
                 *     }
                 */
                "application/json": components["schemas"]["EligibilityRequest"];
            };
        };
        responses: {
            /** @description Where the consumer can be reached. One who has opted out: nowhere. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Eligibility"];
                };
            };
            /** @description Why it cannot be told, with a code. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["EligibilityError"];
                };
            };
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            413: components["responses"]["ContentTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalServerError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    getAnalytics: {
        parameters: {
            query: {
                /**
                 * @description Epoch milliseconds: campaigns from this instant on.
                 * @example 1767225600000
                 */
                attemptedStartTime: string;
                /**
                 * @description Epoch milliseconds: campaigns before this instant.
                 * @example 1767312000000
                 */
                attemptedEndTime: string;
                /** @description Ours. `true`: each row has `csatresponses`, by which the means of several rows make one. */
                csatResponses?: string;
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
            /** @description What became of whom was attempted. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Analytics"];
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
                     *       "message": "Fields missing in request: attemptedStartTime, attemptedEndTime",
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
    filterAnalytics: {
        parameters: {
            query: {
                /**
                 * @description Epoch milliseconds: campaigns from this instant on.
                 * @example 1767225600000
                 */
                attemptedStartTime: string;
                /**
                 * @description Epoch milliseconds: campaigns before this instant.
                 * @example 1767312000000
                 */
                attemptedEndTime: string;
                /** @description Ours. `true`: each row has `csatresponses`, by which the means of several rows make one. */
                csatResponses?: string;
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
                 *       "channels": [
                 *         "wa",
                 *         "sms"
                 *       ],
                 *       "source": [
                 *         "API",
                 *         "UI"
                 *       ]
                 *     }
                 */
                "application/json": components["schemas"]["AnalyticsFilters"];
            };
        };
        responses: {
            /** @description What became of whom was attempted. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Analytics"];
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
                     *       "message": "Fields missing in request: attemptedStartTime, attemptedEndTime",
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
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalServerError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    getCampaignReport: {
        parameters: {
            query?: {
                /** @description 1 to 5000. Without it 1000. */
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
                /**
                 * @description `proactiveCampaignId`.
                 * @example a9cRASfbQ
                 */
                campaignId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A page of its recipients. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CampaignReport"];
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
                     *       "message": "limit: must be a number",
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
    getCampaignAnalytics: {
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
                 * @description `proactiveCampaignId`.
                 * @example a9cRASfbQ
                 */
                campaignId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description One row for each channel. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Analytics"];
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
    getTransactions: {
        parameters: {
            query: {
                /**
                 * @description Epoch milliseconds: campaigns from this instant on.
                 * @example 1767225600000
                 */
                attemptedStartTime: string;
                /**
                 * @description Epoch milliseconds: campaigns before this instant.
                 * @example 1767312000000
                 */
                attemptedEndTime: string;
                /**
                 * @description 2.0; without it the first version, whose pages are named by `page.nextPage`.
                 * @example 2.0
                 */
                v?: string;
                /** @description 1 to 5000. Without it 100. */
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
                    "application/json": components["schemas"]["Transactions"];
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
                     *       "message": "Fields missing in request: attemptedStartTime, attemptedEndTime",
                     *       "requestTraceId": "f7d5baa8-d4c1-46ad-bd1e-9a98a38b99a3"
                     *     }
                     */
                    "application/json": components["schemas"]["Error"];
                };
            };
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            413: components["responses"]["ContentTooLarge"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalServerError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    listTransactions: {
        parameters: {
            query: {
                /**
                 * @description Epoch milliseconds: campaigns from this instant on.
                 * @example 1767225600000
                 */
                attemptedStartTime: string;
                /**
                 * @description Epoch milliseconds: campaigns before this instant.
                 * @example 1767312000000
                 */
                attemptedEndTime: string;
                /**
                 * @description 2.0; without it the first version, whose pages are named by `page.nextPage`.
                 * @example 2.0
                 */
                v?: string;
                /** @description 1 to 5000. Without it 100. */
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
        requestBody?: {
            content: {
                /**
                 * @example {
                 *       "offset": 0,
                 *       "limit": 100,
                 *       "filters": {
                 *         "channels": [
                 *           "wa",
                 *           "sms"
                 *         ],
                 *         "messagestatus": [
                 *           "FAILED",
                 *           "READ"
                 *         ]
                 *       }
                 *     }
                 */
                "application/json": components["schemas"]["TransactionsRequest"];
            };
        };
        responses: {
            /** @description A page of them. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Transactions"];
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
                     *       "message": "Fields missing in request: attemptedStartTime, attemptedEndTime",
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
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalServerError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    streamConversations: {
        parameters: {
            query?: {
                /** @description Only those that answer this campaign. */
                campaignId?: string;
                /** @description Of any of these skills: with commas, or the parameter several times. */
                skill?: string | string[];
                channel?: "wa" | "sms" | "inapp";
                /** @description Only those of this consumer: a number, with or without `+`, or a user id. */
                consumer?: string;
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
            /** @description Events, for as long as it lasts. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "text/event-stream": string;
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
                     *       "message": "channel: must be one of wa, sms, inapp",
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
    markConversationRead: {
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
            /** @description It is read. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
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
    listConversations: {
        parameters: {
            query?: {
                state?: "OPEN" | "CLOSED";
                /** @description Only those that answer this campaign. */
                campaignId?: string;
                /** @description Of any of these skills: with commas, or the parameter several times. */
                skill?: string | string[];
                channel?: "wa" | "sms" | "inapp";
                /** @description Only those of this consumer: a number, with or without `+`, or a user id. */
                consumer?: string;
                /** @description By when it was opened, or by its latest message; newest first. */
                sort?: "openedAt" | "latestMessage";
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
                     *       "message": "state: must be one of OPEN, CLOSED",
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
    listConversationMessages: {
        parameters: {
            query?: {
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
                /** @example 6f1c2f7e-0a51-4f1b-9a5d-2f6d1f0b7c11 */
                conversationId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A page of them, oldest first. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ConversationMessageList"];
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
                     *       "message": "limit: must be a number",
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
    answerConversation: {
        parameters: {
            query?: never;
            header?: {
                /** @description A repeat within 24 hours with the same body gets the first answer and makes nothing; with another body, 422. */
                "Idempotency-Key"?: string;
            };
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
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "text": "With you tomorrow by noon."
                 *     }
                 */
                "application/json": components["schemas"]["AnswerRequest"];
            };
        };
        responses: {
            /** @description It will be sent. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ConversationMessage"];
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
                     *       "message": "Fields missing in request: text",
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
                     *       "message": "The account has no conversation \"6f1c2f7e-0a51-4f1b-9a5d-2f6d1f0b7c11\"",
                     *       "requestTraceId": "f7d5baa8-d4c1-46ad-bd1e-9a98a38b99a3"
                     *     }
                     */
                    "application/json": components["schemas"]["Error"];
                };
            };
            409: components["responses"]["Conflict"];
            413: components["responses"]["ContentTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            422: components["responses"]["UnprocessableContent"];
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
        requestBody?: {
            content: {
                /**
                 * @example {
                 *       "csat": 5
                 *     }
                 */
                "application/json": components["schemas"]["CloseConversationRequest"];
            };
        };
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
    listApps: {
        parameters: {
            query?: {
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
                    "application/json": components["schemas"]["AppList"];
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
                     *       "message": "limit: must be a number",
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
    createApp: {
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
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "name": "my-shop",
                 *       "registrationDays": 270
                 *     }
                 */
                "application/json": components["schemas"]["AppRequest"];
            };
        };
        responses: {
            /** @description The app with its secret. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AppWithSecret"];
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
                     *       "message": "Fields missing in request: name",
                     *       "requestTraceId": "f7d5baa8-d4c1-46ad-bd1e-9a98a38b99a3"
                     *     }
                     */
                    "application/json": components["schemas"]["Error"];
                };
            };
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            409: components["responses"]["Conflict"];
            413: components["responses"]["ContentTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalServerError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    deleteApp: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description The account, as in the token.
                 * @example 17728909
                 */
                accountId: string;
                /** @example demo-shop */
                name: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description It is gone. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
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
                     *       "message": "The account has no name \"demo-shop\"",
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
    rotateAppSecret: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description The account, as in the token.
                 * @example 17728909
                 */
                accountId: string;
                /** @example demo-shop */
                name: string;
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                /**
                 * @example {
                 *       "graceHours": 1
                 *     }
                 */
                "application/json": components["schemas"]["RotateSecretRequest"];
            };
        };
        responses: {
            /** @description The app with its new secret. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RotatedSecret"];
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
                     *       "message": "The account has no name \"demo-shop\"",
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
    changeAppPush: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description The account, as in the token.
                 * @example 17728909
                 */
                accountId: string;
                /** @example demo-shop */
                name: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "title": "My shop",
                 *       "text": "You have a new message.",
                 *       "fcm": null,
                 *       "apns": null
                 *     }
                 */
                "application/json": components["schemas"]["PushChange"];
            };
        };
        responses: {
            /** @description The app as it is now. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["App"];
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
                     *       "message": "The account has no name \"demo-shop\"",
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
    listAppUsers: {
        parameters: {
            query?: {
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
                /** @example demo-shop */
                name: string;
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
                    "application/json": components["schemas"]["AppUserList"];
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
                     *       "message": "limit: must be a number",
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
                     *       "message": "The account has no name \"demo-shop\"",
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
    registerAppUser: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description The account, as in the token.
                 * @example 17728909
                 */
                accountId: string;
                /** @example demo-shop */
                name: string;
                /**
                 * @description The brand's own id of the user, as in `consumerContent.inapp`.
                 * @example ada
                 */
                userId: string;
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                /**
                 * @example {
                 *       "expiresAt": null
                 *     }
                 */
                "application/json": components["schemas"]["AppUserRequest"];
            };
        };
        responses: {
            /** @description The registration. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AppUser"];
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
                     *       "message": "The account has no user \"ada\"",
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
    unregisterAppUser: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description The account, as in the token.
                 * @example 17728909
                 */
                accountId: string;
                /** @example demo-shop */
                name: string;
                /**
                 * @description The brand's own id of the user, as in `consumerContent.inapp`.
                 * @example ada
                 */
                userId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description They are no longer registered. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
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
                     *       "message": "The account has no user \"ada\"",
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
    getInAppSettings: {
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
            /** @description The settings. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["InAppSettings"];
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
    setInAppSettings: {
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
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "timezone": "America/New_York"
                 *     }
                 */
                "application/json": components["schemas"]["InAppSettingsRequest"];
            };
        };
        responses: {
            /** @description The settings as they are now. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["InAppSettings"];
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
                     *       "message": "Fields missing in request: timezone",
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
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalServerError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    registerDevice: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description The account, as in the token.
                 * @example 17728909
                 */
                accountId: string;
                /** @example demo-shop */
                app: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The registration. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AppUser"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            /** @description The user is not registered with the app. */
            403: {
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
            413: components["responses"]["ContentTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            500: components["responses"]["InternalServerError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    listInbox: {
        parameters: {
            query?: {
                /** @description Only what comes after this place, the oldest first. */
                after?: number;
                /** @description Only what comes before this place, the newest of it. Not together with `after`. */
                before?: number;
                /** @description At most so many: 1 to 200. */
                limit?: number;
            };
            header?: never;
            path: {
                /**
                 * @description The account, as in the token.
                 * @example 17728909
                 */
                accountId: string;
                /** @example demo-shop */
                app: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A part of the inbox. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["InAppInbox"];
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
                     *       "message": "after: must be a number",
                     *       "requestTraceId": "f7d5baa8-d4c1-46ad-bd1e-9a98a38b99a3"
                     *     }
                     */
                    "application/json": components["schemas"]["Error"];
                };
            };
            401: components["responses"]["Unauthorized"];
            /** @description The user is not registered with the app. */
            403: {
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
            500: components["responses"]["InternalServerError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    replyInApp: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description The account, as in the token.
                 * @example 17728909
                 */
                accountId: string;
                /** @example demo-shop */
                app: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "id": "7d9f1a52-0c5e-4a0b-8a43-2f1f6f0d9b11",
                 *       "text": "Where is my order?"
                 *     }
                 */
                "application/json": components["schemas"]["InAppReply"];
            };
        };
        responses: {
            /** @description The message in the inbox. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["InAppMessage"];
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
                     *       "message": "Fields missing in request: id, text",
                     *       "requestTraceId": "f7d5baa8-d4c1-46ad-bd1e-9a98a38b99a3"
                     *     }
                     */
                    "application/json": components["schemas"]["Error"];
                };
            };
            401: components["responses"]["Unauthorized"];
            /** @description The user is not registered with the app. */
            403: {
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
            409: components["responses"]["Conflict"];
            413: components["responses"]["ContentTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            500: components["responses"]["InternalServerError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    streamInbox: {
        parameters: {
            query?: {
                /** @description Begin after this place. Absent: with what comes from now on. */
                after?: number;
                /** @description The token, for a browser’s EventSource can set no header. Here only. */
                token?: string;
            };
            header?: {
                /** @description As EventSource sends it when it connects again; goes before `after`. */
                "Last-Event-Id"?: string;
            };
            path: {
                /**
                 * @description The account, as in the token.
                 * @example 17728909
                 */
                accountId: string;
                /** @example demo-shop */
                app: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Events, for as long as it lasts. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "text/event-stream": string;
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
                     *       "message": "after: must be a number",
                     *       "requestTraceId": "f7d5baa8-d4c1-46ad-bd1e-9a98a38b99a3"
                     *     }
                     */
                    "application/json": components["schemas"]["Error"];
                };
            };
            401: components["responses"]["Unauthorized"];
            /** @description The user is not registered with the app. */
            403: {
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
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalServerError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    registerPushToken: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description The account, as in the token.
                 * @example 17728909
                 */
                accountId: string;
                /** @example demo-shop */
                app: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "platform": "fcm",
                 *       "token": "dXk3mWlwQb6Yc0vB1nZk2T:APA91bHPRgkF3JUikC4ENAHEeMrd41Zxv3hVZjC9KtT8OvPVGJ-hQMRKRrZuJAEcl7B338qju59zJMjw2DELjzEvxwYv7hH5Ynpc1ODQ0aT4U4OFEeco8ohsN5PjL1iC2dNtk2BAokeMCg2ZXKqpc8FXKmhX94kIxQ"
                 *     }
                 */
                "application/json": components["schemas"]["DeviceRequest"];
            };
        };
        responses: {
            /** @description The device. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Device"];
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
                     *       "message": "Fields missing in request: platform, token",
                     *       "requestTraceId": "f7d5baa8-d4c1-46ad-bd1e-9a98a38b99a3"
                     *     }
                     */
                    "application/json": components["schemas"]["Error"];
                };
            };
            401: components["responses"]["Unauthorized"];
            /** @description The user is not registered with the app. */
            403: {
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
            413: components["responses"]["ContentTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            500: components["responses"]["InternalServerError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    forgetDevice: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description The account, as in the token.
                 * @example 17728909
                 */
                accountId: string;
                /** @example demo-shop */
                app: string;
                /** @example 4c0a8a7e-6a3f-4f6e-9d2b-0f4b7a1c2d3e */
                deviceId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description It is forgotten. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            /** @description The user is not registered with the app. */
            403: {
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
            /** @description There is no such thing in this account. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "code": 0,
                     *       "message": "The account has no device \"4c0a8a7e-6a3f-4f6e-9d2b-0f4b7a1c2d3e\"",
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
    messageDelivered: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description The account, as in the token.
                 * @example 17728909
                 */
                accountId: string;
                /** @example demo-shop */
                app: string;
                /** @example 252d195b-1a4f-4807-aa45-97d2a5560e44 */
                messageId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The message as it is now. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["InAppMessage"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            /** @description The user is not registered with the app. */
            403: {
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
            /** @description There is no such thing in this account. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "code": 0,
                     *       "message": "The account has no message \"252d195b-1a4f-4807-aa45-97d2a5560e44\"",
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
    messageRead: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description The account, as in the token.
                 * @example 17728909
                 */
                accountId: string;
                /** @example demo-shop */
                app: string;
                /** @example 252d195b-1a4f-4807-aa45-97d2a5560e44 */
                messageId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The message as it is now. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["InAppMessage"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            /** @description The user is not registered with the app. */
            403: {
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
            /** @description There is no such thing in this account. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "code": 0,
                     *       "message": "The account has no message \"252d195b-1a4f-4807-aa45-97d2a5560e44\"",
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
                    "application/json": components["schemas"]["ChannelList"];
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
    changeChannel: {
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
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "enabled": true,
                 *       "ratePerSecond": 10,
                 *       "dailyLimit": 100000,
                 *       "windows": [
                 *         {
                 *           "day": "MONDAY",
                 *           "startTime": {
                 *             "hour": 9,
                 *             "minute": 0
                 *           },
                 *           "endTime": {
                 *             "hour": 18,
                 *             "minute": 0
                 *           }
                 *         }
                 *       ]
                 *     }
                 */
                "application/json": components["schemas"]["ChannelChange"];
            };
        };
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
                     *       "message": "channel: must be one of wa, sms, inapp",
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
    orderChannels: {
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
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "channels": [
                 *         "sms",
                 *         "wa",
                 *         "inapp"
                 *       ]
                 *     }
                 */
                "application/json": components["schemas"]["ChannelOrder"];
            };
        };
        responses: {
            /** @description The channels in their new order. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ChannelList"];
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
                     *       "message": "Fields missing in request: channels",
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
                     *       "message": "channel: must be one of wa, sms, inapp",
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
                     *       "message": "channel: must be one of wa, sms, inapp",
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
            /** @description The token or the session is for another account, or the role lacks the permission that the call needs. */
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
            /** @description The token or the session is for another account, or the role lacks the permission that the call needs. */
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
            /** @description The token or the session is for another account, or the role lacks the permission that the call needs. */
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
            /** @description The token or the session is for another account, or the role lacks the permission that the call needs. */
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
    livePersonWebhook: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** @description LivePerson's own: https://developers.liveperson.com/connector-api-webhooks-events.html */
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
            /** @description The token or the session is for another account, or the role lacks the permission that the call needs. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "code": 0,
                     *       "message": "X-Liveperson-Signature: it is not that of this body",
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
