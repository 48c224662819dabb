package org.jwks4j.spring;

import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.jwks4j.spring.resource.ResourceProperties;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.NestedConfigurationProperty;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * What can be set under {@code jwks4j}. A duration that is null leaves core's default. A name that is none of these stops the
 * start, so that a mistyped one is not overlooked.
 *
 * @param issuers whose tokens are accepted, besides Boot's own {@code issuer-uri}
 * @param refresh how long keys are used
 * @param store where keys are kept or shared
 * @param resourceMetadata what this service says of itself
 * @param start whether keys are fetched at start or with the first token; the start waits for them in neither case
 * @param healthDownIf how many issuers without usable keys make the health component down
 * @param deadline how long one token waits at most for keys that are not cached
 * @param requestTimeout how long one request to an issuer may take
 * @param clockSkew how far an issuer's clock and this one may be apart
 */
@ConfigurationProperties(prefix = "jwks4j", ignoreUnknownFields = false)
record Jwks4jProperties(
        @DefaultValue List<IssuerProperties> issuers,
        @DefaultValue RefreshProperties refresh,
        @NestedConfigurationProperty @DefaultValue StoreProperties store,
        @NestedConfigurationProperty @DefaultValue ResourceProperties resourceMetadata,
        @DefaultValue("lazy") Start start,
        @DefaultValue("any") DownIf healthDownIf,
        @Nullable Duration deadline,
        @Nullable Duration requestTimeout,
        @Nullable Duration clockSkew) {
    /** How many issuers without usable keys make the health component down. */
    enum DownIf {
        /** One. */
        ANY,
        /** All of them. */
        ALL,
        /** However many: the details say it. */
        NEVER
    }

    /** When keys are fetched for the first time. */
    enum Start {
        /** With the first token. */
        LAZY,
        /** In the background, as soon as the application has started. */
        WARM
    }

    /**
     * How long keys are used, and how often they are asked for.
     *
     * @param defaultFreshness if an issuer does not say
     * @param minFreshness at least, whatever an issuer says
     * @param maxFreshness at most, whatever an issuer says
     * @param staleFor how long keys are used on while their issuer does not answer
     * @param maxWait how long a token with a known key waits for newer keys
     * @param unknownKeyBurst how many fetches unknown keys may cause at once, for each issuer
     * @param unknownKeyInterval after which time they may cause one more
     */
    record RefreshProperties(
            @Nullable Duration defaultFreshness,
            @Nullable Duration minFreshness,
            @Nullable Duration maxFreshness,
            @Nullable Duration staleFor,
            @Nullable Duration maxWait,
            @Nullable Integer unknownKeyBurst,
            @Nullable Duration unknownKeyInterval) {}
}
