/** Writes down every key that a fetcher accepts, so that the record shows if someone edits it. */
module org.jwks4j.keylog {
    requires transitive org.jspecify;
    requires transitive org.jwks4j.core;
    requires org.slf4j;

    exports org.jwks4j.keylog;
}
