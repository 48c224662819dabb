package org.jwks4j.spring.resource;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * What can be set under {@code jwks4j.resource-metadata}. It is public for Boot's binder, and is no API.
 *
 * @param resource the resource identifier (RFC 9728 §1.2)
 * @param authorizationServers issuers that clients may ask for tokens; empty for all that are trusted by name
 * @param scopes which clients may ask for
 * @param name for people
 * @param documentation a page for developers
 */
public record ResourceProperties(
        @Nullable String resource,
        @DefaultValue List<String> authorizationServers,
        @DefaultValue List<String> scopes,
        @Nullable String name,
        @Nullable String documentation) {
    static final String PREFIX = "jwks4j.resource-metadata";
}
