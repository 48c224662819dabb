package org.jwks4j.spring;

import java.net.URI;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.jwks4j.http.UriPolicy;

/** Which of an issuer's configured URIs are reached without TLS, and which by no HTTP at all. */
final class PlainHttp {
    private PlainHttp() {}

    /** Each host with its port, of the URIs that are {@code http}. What is no URI is left to core, which says so. */
    static Set<String> hosts(@Nullable String... uris) {
        Set<String> hosts = new LinkedHashSet<>();
        Stream.of(uris).filter(PlainHttp::isHttp).forEach(uri -> hosts.add(authority(URI.create(uri))));
        return hosts;
    }

    /** Whether metadata can be found by a name: one such as {@code issuer.example.com} lacks its scheme. */
    static boolean isHttpOrHttps(String uri) {
        return isHttp(uri) || isOf("https", uri);
    }

    private static boolean isHttp(@Nullable String uri) {
        return isOf("http", uri);
    }

    private static boolean isOf(String scheme, @Nullable String uri) {
        try {
            return uri != null
                    && scheme.equalsIgnoreCase(URI.create(uri).getScheme())
                    && URI.create(uri).getHost() != null;
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    private static String authority(URI uri) {
        return uri.getHost() + ":" + (uri.getPort() < 0 ? 80 : uri.getPort());
    }

    /** By its name or literal address alone: nothing is looked up. */
    static boolean isLoopback(String host) {
        try {
            UriPolicy.HTTP_ON_LOOPBACK.check("http://" + host);
            return true;
        } catch (IllegalArgumentException e) {
            return false;
        }
    }
}
