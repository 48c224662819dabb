package org.jwks4j.http;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpTimeoutException;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import org.jwks4j.json.Quoted;

/**
 * The way to an issuer: one asynchronous GET. Implement it to use an HTTP client of your own; to only set a proxy, TLS
 * or an executor, configure a {@link java.net.http.HttpClient} instead.
 *
 * <p>An implementation must not block the calling thread, must not follow redirects, must hand the body over as
 * it came, with its {@code Content-Encoding} (the engine decodes it within its bounds; one that decodes by itself must count the
 * decoded bytes against {@link Request#maxBodyBytes()} and leave that header out), and must complete within
 * {@link Request#timeout()}. The engine guards itself against one that does not: it stops waiting at the timeout and
 * refuses a longer body. Only URIs that passed {@link UriPolicy} are asked.
 */
public interface HttpTransport extends AutoCloseable {
    /**
     * Sends a GET and collects the whole answer, whatever its status.
     *
     * @param request what to ask, and its bounds
     * @return the answer; fails with an {@link java.io.IOException} when none came, a
     *     {@link java.util.concurrent.TimeoutException} when it was late, a {@link BodyTooLargeException} when it was too
     *     long. Cancelling it gives the request up.
     */
    CompletableFuture<Response> get(Request request);

    /** Ends what the transport itself started. Called by the fetcher only for a transport that it made. */
    @Override
    default void close() {}

    private static List<String> namesOf(Map<String, ?> headers) {
        return headers.keySet().stream().sorted().map(Quoted::of).toList();
    }

    /**
     * A GET and its bounds.
     *
     * @param uri what to ask for
     * @param headers request headers, one value each
     * @param timeout for the whole exchange, connecting and body included
     * @param maxBodyBytes how many bytes of body are accepted
     */
    record Request(URI uri, Map<String, String> headers, Duration timeout, int maxBodyBytes) {
        /**
         * Copies the headers.
         *
         * @param uri what to ask for
         * @param headers request headers, one value each
         * @param timeout for the whole exchange
         * @param maxBodyBytes how many bytes of body are accepted
         */
        public Request {
            requireNonNull(uri, "uri");
            headers = Map.copyOf(headers);
            requireNonNull(timeout, "timeout");
        }

        /** Names the headers and says nothing of their values, which may be secret; of the URI, no query. */
        @Override
        public String toString() {
            return "Request[" + Quoted.uri(uri) + ", " + namesOf(headers) + ", " + timeout + ", at most " + maxBodyBytes
                    + " bytes]";
        }
    }

    /**
     * A whole answer.
     *
     * @param status the HTTP status code
     * @param headers response headers; names are found whatever their case
     * @param body the bytes of the body, not copied: do not change them afterwards
     */
    @SuppressWarnings("ArrayRecordComponent") // a body is never compared, and copying it would double the cost
    record Response(int status, Map<String, List<String>> headers, byte[] body) {
        /**
         * Copies the headers and makes their names case-insensitive (RFC 9110 §5.1).
         *
         * @param status the HTTP status code
         * @param headers response headers
         * @param body the bytes of the body
         */
        public Response {
            Map<String, List<String>> byName = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
            for (Map.Entry<String, List<String>> header : headers.entrySet()) {
                String name = header.getKey().toLowerCase(Locale.ROOT);
                List<String> values = new ArrayList<>(byName.getOrDefault(name, List.of()));
                values.addAll(header.getValue());
                byName.put(name, List.copyOf(values));
            }
            headers = Collections.unmodifiableMap(byName);
            requireNonNull(body, "body");
        }

        /**
         * A header's values as one list-valued field (RFC 9110 §5.3).
         *
         * @param name the header's name, in any case
         * @return its values joined by {@code ", "}, or empty when the header is absent
         */
        public Optional<String> header(String name) {
            List<String> values = headers.get(name);
            return values == null || values.isEmpty() ? Optional.empty() : Optional.of(String.join(", ", values));
        }

        /** Names the status, the headers and the length of the body. */
        @Override
        public String toString() {
            return "Response[" + status + ", " + namesOf(headers) + ", " + body.length + " bytes]";
        }
    }

    /** An answer's body went past the bytes that the request allows; reading it was given up there. */
    final class BodyTooLargeException extends IOException {
        private static final long serialVersionUID = 1L;

        /**
         * Says which bound was passed.
         *
         * @param maxBodyBytes how many bytes were allowed
         */
        public BodyTooLargeException(int maxBodyBytes) {
            super("the body is larger than " + maxBodyBytes + " bytes");
        }
    }

    /** A host leads to an address that is not public, so nothing was sent there. */
    final class ForbiddenAddressException extends IOException {
        private static final long serialVersionUID = 1L;

        /**
         * Says which host, which address and why.
         *
         * @param host the host as the URI has it; quoted in the message
         * @param address the address that it leads to, as text; quoted in the message
         * @param reason what the address is, such as {@code loopback (RFC 1122)}
         */
        public ForbiddenAddressException(String host, String address, String reason) {
            super("the host " + Quoted.of(host) + " leads to " + Quoted.of(address)
                    + ", which is not a public address: " + reason);
        }
    }

    /** There was no whole answer in time; says how far it had come. */
    final class LateAnswerException extends HttpTimeoutException {
        private static final long serialVersionUID = 1L;

        /** Whether status and headers were there. */
        private final boolean headersCame;

        /** How many bytes of the body were there. */
        private final int bodyBytes;

        /**
         * Says how far the answer had come.
         *
         * @param headersCame whether status and headers were there
         * @param bodyBytes how many bytes of the body were there
         */
        public LateAnswerException(boolean headersCame, int bodyBytes) {
            super(headersCame ? "headers and " + bodyBytes + " bytes of the body had come" : "no headers had come");
            this.headersCame = headersCame;
            this.bodyBytes = bodyBytes;
        }

        /**
         * Whether status and headers were there.
         *
         * @return false if nothing was
         */
        public boolean headersCame() {
            return headersCame;
        }

        /**
         * How much of the body was there.
         *
         * @return bytes
         */
        public int bodyBytes() {
            return bodyBytes;
        }
    }

    /** A server's certificate was refused; says which one it was. Part of the causes if {@link PemTls} made the context. */
    final class UntrustedCertificateException extends CertificateException {
        private static final long serialVersionUID = 1L;

        private final transient List<X509Certificate> chain;

        UntrustedCertificateException(List<X509Certificate> chain, CertificateException cause) {
            super(
                    "the certificate was refused: " + Quoted.of(cause.getMessage()),
                    cause); // it may have a name of the server's
            this.chain = chain;
        }

        /**
         * What the server showed.
         *
         * @return its own certificate first; untrusted
         */
        public List<X509Certificate> chain() {
            return chain;
        }
    }
}
