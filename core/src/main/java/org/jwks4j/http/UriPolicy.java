package org.jwks4j.http;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.jwks4j.http.HttpTransport.ForbiddenAddressException;

/**
 * Which URIs may be asked at all: {@code https} with a host and nothing that misleads a reader or a parser. Relaxations are plain
 * {@code http} to a loopback address, for tests and local development, and to exact hosts and ports of a private network.
 *
 * <p>Immutable and thread-safe.
 */
public final class UriPolicy {
    /** Only {@code https} (OpenID Connect Discovery 1.0 §3, RFC 8414 §2). */
    public static final UriPolicy HTTPS_ONLY = new UriPolicy(false, false, Set.of());

    /** {@code https}, and {@code http} if the host is {@code localhost}, {@code 127.0.0.0/8} or {@code [::1]}. */
    public static final UriPolicy HTTP_ON_LOOPBACK = new UriPolicy(true, false, Set.of());

    /**
     * {@code https}, and no host that is the literal of an address that is not public. What a name leads to is not known
     * before a connection is made: that is for a {@link GuardedTransport} to check.
     */
    public static final UriPolicy PUBLIC_HTTPS = new UriPolicy(false, true, Set.of());

    private static final int MAX_LENGTH = 2048;
    private static final int MAX_PORT = 65_535;
    private static final int HTTP_PORT = 80;
    private static final Set<String> USUAL_LOOPBACK = Set.of("localhost", "127.0.0.1", "[::1]");

    private final boolean httpOnLoopback;
    private final boolean publicOnly;
    private final Set<String> httpHosts;

    private UriPolicy(boolean httpOnLoopback, boolean publicOnly, Set<String> httpHosts) {
        this.httpOnLoopback = httpOnLoopback;
        this.publicOnly = publicOnly;
        this.httpHosts = httpHosts;
    }

    /**
     * The same, and {@code http} to these hosts: for a private network without TLS. Anyone in that network can replace what is fetched.
     *
     * @param hostsAndPorts each {@code host:port} in lower case, compared to the letter
     * @return this policy, or a more lenient one
     * @throws IllegalStateException for a policy of public addresses only
     */
    public UriPolicy alsoHttpTo(Set<String> hostsAndPorts) {
        if (hostsAndPorts.isEmpty()) {
            return this;
        } else if (publicOnly) {
            throw new IllegalStateException("a policy of public addresses has no private network");
        }
        return new UriPolicy(httpOnLoopback, false, Set.copyOf(hostsAndPorts));
    }

    /**
     * The policy for a URI that a document names: only a document that was itself had by {@code http} leads to {@code http}, and only one
     * from loopback leads to loopback by it.
     *
     * @param document where the document is from
     * @return this policy, or a stricter one
     */
    public UriPolicy linkedFrom(URI document) {
        if (!httpOnLoopback && httpHosts.isEmpty()) {
            return this;
        } else if (!"http".equalsIgnoreCase(document.getScheme())) {
            return HTTPS_ONLY;
        }
        return isLoopback(document.getHost()) ? this : HTTPS_ONLY.alsoHttpTo(httpHosts);
    }

    /**
     * Parses a URI and checks it.
     *
     * @param text the URI as configured or as an issuer's document has it
     * @return the URI
     * @throws IllegalArgumentException when it may not be asked; the message says why and does not quote the text
     */
    public URI check(String text) {
        try {
            return check(new URI(text));
        } catch (URISyntaxException e) { // no cause: its message quotes the text
            throw new IllegalArgumentException("not a URI: " + e.getReason());
        }
    }

    /**
     * Checks a URI.
     *
     * @param uri the URI as configured or as an issuer's document has it
     * @return the same URI
     * @throws IllegalArgumentException when it may not be asked; the message says why and does not quote the URI
     */
    public URI check(URI uri) {
        String problem = problemOf(uri);
        if (problem != null) {
            throw new IllegalArgumentException(problem);
        }
        return uri;
    }

    private @Nullable String problemOf(URI uri) {
        if (uri.toString().length() > MAX_LENGTH) {
            return "the URI is longer than " + MAX_LENGTH + " characters";
        }
        if (uri.getScheme() == null) {
            return "the URI has no scheme: it must begin with https://";
        }
        if (uri.getRawAuthority() == null) {
            return "the URI has no host: it must begin with https:// and one";
        }
        if (uri.getHost() == null) {
            // RFC 3986 §3.2.2 would let more pass as a registered name; RFC 1123 §2.1 and java.net.URI do not
            return "its host and port are not such as a host can have: a name is letters, digits, hyphens and dots, without"
                    + " an underscore, and its last part does not begin with a digit";
        }
        if (AddressGuard.isOddlySpelt(uri.getHost())) {
            return "the host is an address in an odd spelling";
        }
        if (uri.getPort() == 0 || uri.getPort() > MAX_PORT) {
            return "the port is not between 1 and " + MAX_PORT;
        }
        if (uri.getRawUserInfo() != null) {
            return "the URI has user information before its host";
        }
        if (uri.getRawFragment() != null) {
            return "the URI has a fragment";
        }
        if (publicOnly) {
            try {
                AddressGuard.requirePublicIfLiteral(uri.getHost());
            } catch (ForbiddenAddressException e) {
                return "the host is an address that is not public";
            }
        }
        return switch (uri.getScheme().toLowerCase(Locale.ROOT)) {
            case "https" -> null;
            case "http" -> httpProblemOf(uri);
            default -> "the scheme is not https";
        };
    }

    private @Nullable String httpProblemOf(URI uri) {
        String host = uri.getHost().toLowerCase(Locale.ROOT);
        if (!httpHosts.isEmpty() && httpHosts.contains(host + ":" + (uri.getPort() < 0 ? HTTP_PORT : uri.getPort()))) {
            return null;
        } else if (!httpOnLoopback) {
            return "the scheme is http, not https (allowHttpOnLoopback() permits it for a loopback address, and"
                    + " TrustedIssuer.allowHttpTo(...) for a host of a private network)";
        }
        return isLoopback(host) ? null : "the scheme is http and the host is not a loopback address";
    }

    private static boolean isLoopback(String host) {
        String folded = host.toLowerCase(Locale.ROOT);
        return USUAL_LOOPBACK.contains(folded)
                || Loopback.NETWORK.matcher(folded).matches();
    }

    /** Compiled for the few that have more than one loopback address. */
    private static final class Loopback {
        private static final String OCTET = "(?:\\d|[1-9]\\d|1\\d\\d|2[0-4]\\d|25[0-5])";
        static final Pattern NETWORK = Pattern.compile("127(?:\\." + OCTET + "){3}");
    }
}
