package org.jwks4j.idp;

import java.io.IOException;
import java.util.List;

/**
 * A provider that can be examined.
 *
 * @param name what the command line and the page call it
 * @param software the folder that its software is in; empty if it comes with the build
 * @param isInShort whether it is examined when there is little time: one of each language, the whole detour, and Keycloak
 * @param factory makes it, not started
 */
record Catalogue(String name, String software, boolean isInShort, Factory factory) {
    /** In the order of the page; Keycloak, which takes longest, is the last. */
    static final List<Catalogue> ALL = List.of(
            new Catalogue("oidc-provider", "npm", true, OidcProvider::new),
            new Catalogue("oauth2-mock-server", "npm", false, Oauth2MockServer::new),
            new Catalogue("spring-authorization-server", "", false, SpringServer::new),
            new Catalogue("glewlwyd", "debian", true, Glewlwyd::new),
            new Catalogue("mock-oauth2-server", "mock-oauth2-server", true, MockOauth2Server::new),
            new Catalogue("oidc-provider-behind-nginx", "debian", false, BehindNginx::reachedDirectly),
            new Catalogue("oidc-provider-through-proxy", "debian", true, BehindNginx::reachedThroughAProxy),
            new Catalogue("keycloak", "keycloak", true, Keycloak::new));

    /** Makes a provider, and does not start it. */
    @FunctionalInterface
    interface Factory {
        IdentityProvider make(Workplace workplace) throws IOException;
    }
}
