package org.jwks4j.net;

import java.net.URI;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.jwks4j.http.HttpTransport;

/**
 * How a host is reached, if not as all others are.
 *
 * @param transport its own; null for the fetcher's
 * @param headers what is sent to its origins besides what every request has
 * @param bearerToken asked before each request to its origins; null if none is sent
 * @param origins further ones than those of the URIs that are configured
 * @param plain those that may be asked by {@code http}; headers and token go there only if they are named among the further ones
 */
public record RequestSettings(
        @Nullable HttpTransport transport,
        Map<String, String> headers,
        @Nullable Supplier<String> bearerToken,
        Set<Origin> origins,
        Set<Origin> plain) {
    public static final RequestSettings USUAL = new RequestSettings(null, Map.of(), null, Set.of(), Set.of());

    private static final int MAX_PORT = 65_535;

    /** What the fetcher or the client says itself. */
    private static final Set<String> OURS = Set.of(
            "accept",
            "accept-encoding",
            "connection",
            "content-length",
            "expect",
            "host",
            "if-modified-since",
            "if-none-match",
            "transfer-encoding",
            "upgrade",
            "user-agent");

    public RequestSettings withTransport(HttpTransport own) {
        if (transport != null) {
            throw new IllegalArgumentException("the transport of this issuer is set already");
        }
        return new RequestSettings(own, headers, bearerToken, origins, plain);
    }

    public RequestSettings withHeader(String name, String value) {
        if (!Grammar.NAME.matcher(name).matches()
                || !Grammar.VALUE.matcher(value).matches()) {
            throw new IllegalArgumentException("not a header's name and value (RFC 9110 §5.1, §5.5)");
        }
        String folded = name.toLowerCase(Locale.ROOT);
        boolean bearer = bearerToken != null && folded.equals("authorization");
        if (OURS.contains(folded) || bearer || headers.containsKey(folded)) {
            throw new IllegalArgumentException("the header " + folded + " is set already, or by every request itself");
        }
        Map<String, String> all = new LinkedHashMap<>(headers);
        all.put(folded, value);
        return new RequestSettings(transport, Map.copyOf(all), bearerToken, origins, plain);
    }

    public RequestSettings withBearerToken(Supplier<String> token) {
        if (bearerToken != null || headers.containsKey("authorization")) {
            throw new IllegalArgumentException("the Authorization of this issuer's requests is set already");
        }
        return new RequestSettings(transport, headers, token, origins, plain);
    }

    public RequestSettings withOrigin(String origin) {
        Set<Origin> all = new LinkedHashSet<>(origins);
        URI uri = Origin.uri(origin);
        if (!uri.getRawSchemeSpecificPart().equals("//" + uri.getRawAuthority()) || uri.getRawFragment() != null) {
            throw new IllegalArgumentException("an origin is https://host or https://host:port, and no more");
        }
        all.add(Origin.of(uri));
        return new RequestSettings(transport, headers, bearerToken, Set.copyOf(all), plain);
    }

    public RequestSettings withPlainHttpTo(String hostAndPort) {
        URI uri = Origin.uri("http://" + hostAndPort);
        if (uri.getHost() == null
                || uri.getPort() < 1
                || uri.getPort() > MAX_PORT
                || !uri.getRawSchemeSpecificPart().equals("//" + uri.getHost() + ":" + uri.getPort())
                || uri.getRawFragment() != null) {
            throw new IllegalArgumentException(
                    "plain http is allowed to host:port, such as keycloak:8080, and no more");
        }
        Set<Origin> all = new LinkedHashSet<>(plain);
        all.add(Origin.of(uri));
        return new RequestSettings(transport, headers, bearerToken, origins, Set.copyOf(all));
    }

    /** Each {@code host:port} that may be asked by {@code http}. */
    public Set<String> plainHosts() {
        Set<String> hosts = new HashSet<>();
        for (Origin origin : plain) {
            hosts.add(origin.host() + ":" + origin.port());
        }
        return Set.copyOf(hosts);
    }

    public boolean isUsual() {
        return transport == null && headers.isEmpty() && bearerToken == null && origins.isEmpty() && plain.isEmpty();
    }

    /** What is sent to a URI, which is nothing if its origin is neither configured nor among these. May run a user's code. */
    Map<String, String> headersTo(URI uri, Set<Origin> configured) {
        Origin origin = Origin.of(uri);
        boolean isConfigured = configured.contains(origin) && !plain.contains(origin);
        if (!isConfigured && !origins.contains(origin)) {
            return Map.of();
        }
        Map<String, String> all = new LinkedHashMap<>(headers);
        if (bearerToken != null) {
            all.put("authorization", bearer(bearerToken.get()));
        }
        return all;
    }

    /** RFC 6750 §2.1. A token file's last line break is no part of the token. */
    private static String bearer(String token) {
        String stripped = token.strip();
        if (!Grammar.VALUE.matcher(stripped).matches()) {
            throw new IllegalStateException("the bearer token cannot be sent in a header");
        }
        return "Bearer " + stripped;
    }

    /** Says nothing of what is sent: it may be secret. */
    @Override
    public String toString() {
        return isUsual() ? "usual" : "own transport, headers, token or plain http";
    }

    /** RFC 9110 §5.1, §5.5: a token; and no control character, which could begin another header. Compiled for those that set some. */
    private static final class Grammar {
        static final Pattern NAME = Pattern.compile("[!#$%&'*+.^_`|~0-9A-Za-z-]{1,100}");
        static final Pattern VALUE = Pattern.compile("[\\x21-\\x7e](?:[\\x20-\\x7e\\t]*[\\x21-\\x7e])?");
    }
}
