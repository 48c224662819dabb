/**
 * Tools to test whatever accepts tokens: a real issuer on loopback that mints, rotates and misbehaves, manual time, a
 * scripted transport and a JUnit extension.
 */
module org.jwks4j.testkit {
    requires transitive org.jspecify;
    requires static transitive org.junit.jupiter.api;
    requires transitive org.jwks4j.core;
    requires jdk.httpserver;
    requires static org.bouncycastle.provider;
    requires tools.jackson.core;

    exports org.jwks4j.testkit;
}
