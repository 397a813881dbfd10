// One server for all of them: each start takes seconds.
import './http-suite.ts'
import './web-chat-token-suite.ts'
import './tab-suite.ts'
import './status-page-suite.ts'
import './article-page-suite.ts'
import './messages-suite.ts'
import './web-chat-suite.ts'
import './gap-suite.ts'
