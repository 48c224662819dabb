package org.jwks4j.net;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import org.jwks4j.json.Quoted;

/**
 * Scheme, host and port of a URI (RFC 6454 §4), in lower case. Two URIs are of one origin if these records are equal.
 *
 * @param port the one that is written, or else that of the scheme
 */
public record Origin(String scheme, String host, int port) {
    private static final int HTTP_PORT = 80;
    private static final int HTTPS_PORT = 443;

    /**
     * The origin of a URI.
     *
     * @throws IllegalArgumentException when the URI has no scheme or no host
     */
    public static Origin of(URI uri) {
        if (uri.getScheme() == null || uri.getHost() == null) {
            throw new IllegalArgumentException("an origin is https://host or https://host:port");
        }
        String scheme = uri.getScheme().toLowerCase(Locale.ROOT);
        int usual = scheme.equals("https") ? HTTPS_PORT : HTTP_PORT;
        return new Origin(scheme, uri.getHost().toLowerCase(Locale.ROOT), uri.getPort() < 0 ? usual : uri.getPort());
    }

    /** The origin of a URI that is still text, as {@link #uri} reads it. */
    public static Origin of(String uri) {
        return of(uri(uri));
    }

    /**
     * As {@link URI#create}, whose message would quote a text that may have a password in it.
     *
     * @throws IllegalArgumentException when the text is no URI
     */
    public static URI uri(String text) {
        try {
            return new URI(text);
        } catch (URISyntaxException e) {
            throw new IllegalArgumentException(Quoted.uri(text) + " is not a URI: " + e.getReason());
        }
    }

    /** {@code https://host:port}; without the port if it is that of the scheme. */
    @Override
    public String toString() {
        boolean usual = port == (scheme.equals("https") ? HTTPS_PORT : HTTP_PORT);
        return scheme + "://" + host + (usual ? "" : ":" + port);
    }
}
