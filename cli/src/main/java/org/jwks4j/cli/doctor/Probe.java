package org.jwks4j.cli.doctor;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import org.jspecify.annotations.Nullable;
import org.jwks4j.cli.doctor.ProbeException.Phase;
import org.jwks4j.http.HttpTransport.Response;

/**
 * Sends a GET to one address of a host, and looks at what no HTTP client shows: which address answered, the certificates, and
 * how far a request that failed had come. HTTP/1.1 (RFC 9112), one request for each connection.
 */
final class Probe {
    private final SSLContext tls;
    private final @Nullable InetSocketAddress proxy;
    private final URI home;
    private final Map<String, String> headers;
    private final Duration timeout;
    private final InstantSource clock;

    /**
     * Makes a probe.
     *
     * @param proxy what to connect to in place of the host; null to connect to it
     * @param home of the origin to which headers are sent, and to no other
     * @param headers names and values
     * @param timeout for one whole request
     */
    Probe(
            SSLContext tls,
            @Nullable InetSocketAddress proxy,
            URI home,
            Map<String, String> headers,
            Duration timeout,
            InstantSource clock) {
        this.tls = tls;
        this.proxy = proxy;
        this.home = home;
        this.headers = headers;
        this.timeout = timeout;
        this.clock = clock;
    }

    boolean usesProxy() {
        return proxy != null;
    }

    /**
     * Sends a request and waits for the whole answer.
     *
     * @param address one of the host's; null if a proxy resolves the name
     */
    Exchange get(URI uri, @Nullable InetAddress address) throws ProbeException {
        Deadline deadline = new Deadline(timeout);
        Phase phase = Phase.CONNECT;
        try (Socket plain = new Socket()) {
            connect(plain, uri, address, deadline);
            phase = Phase.TLS;
            Socket socket = isHttps(uri) ? handshake(tls, plain, uri, "HTTPS", deadline) : plain;
            phase = Phase.HEADERS;
            Optional<TlsSession> session = socket instanceof SSLSocket secure ? session(secure) : Optional.empty();
            var sentAt = clock.instant();
            long start = System.nanoTime();
            send(socket.getOutputStream(), uri);
            HttpAnswer answer = HttpAnswer.readHead(deadline.in(socket));
            phase = Phase.BODY;
            Response response = answer.readBody();
            return new Exchange(uri, address, sentAt, Duration.ofNanos(System.nanoTime() - start), response, session);
        } catch (IOException e) {
            List<X509Certificate> chain =
                    e instanceof SSLException && phase == Phase.TLS ? chain(uri, address) : List.of();
            throw new ProbeException(phase, chain, e);
        }
    }

    static boolean isHttps(URI uri) {
        return "https".equalsIgnoreCase(uri.getScheme());
    }

    static int port(URI uri) {
        return uri.getPort() >= 0 ? uri.getPort() : isHttps(uri) ? 443 : 80;
    }

    private void connect(Socket socket, URI uri, @Nullable InetAddress address, Deadline deadline) throws IOException {
        InetSocketAddress to = proxy == null
                ? new InetSocketAddress(address == null ? InetAddress.getByName(uri.getHost()) : address, port(uri))
                : new InetSocketAddress(proxy.getHostString(), proxy.getPort());
        socket.connect(to, deadline.millisLeft());
        socket.setSoTimeout(deadline.millisLeft());
        if (proxy != null && isHttps(uri)) {
            tunnel(socket, uri, deadline);
        }
    }

    /** RFC 9110 §9.3.6. */
    private static void tunnel(Socket socket, URI uri, Deadline deadline) throws IOException {
        String authority = uri.getHost() + ":" + port(uri);
        String request = "CONNECT " + authority + " HTTP/1.1\r\nHost: " + authority + "\r\n\r\n";
        socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
        socket.getOutputStream().flush();
        int status = HttpAnswer.readHead(deadline.in(socket)).status();
        if (status / 100 != 2) {
            throw new IOException("the proxy answered " + status);
        }
    }

    private static SSLSocket handshake(
            SSLContext context, Socket plain, URI uri, @Nullable String identification, Deadline deadline)
            throws IOException {
        SSLSocket socket = (SSLSocket) context.getSocketFactory().createSocket(plain, uri.getHost(), port(uri), true);
        SSLParameters parameters = socket.getSSLParameters();
        parameters.setEndpointIdentificationAlgorithm(identification); // RFC 9110 §4.3.4
        socket.setSSLParameters(parameters);
        socket.setSoTimeout(deadline.millisLeft());
        socket.startHandshake();
        return socket;
    }

    private static Optional<TlsSession> session(SSLSocket socket) throws IOException {
        Certificate[] chain = socket.getSession().getPeerCertificates();
        return Optional.of(new TlsSession(
                socket.getSession().getProtocol(),
                Arrays.stream(chain).map(X509Certificate.class::cast).toList()));
    }

    /** Shakes hands once more, believing anything, to see what was refused. Nothing is sent over that connection. */
    private List<X509Certificate> chain(URI uri, @Nullable InetAddress address) {
        Deadline deadline = new Deadline(timeout);
        ShownChain shown = new ShownChain();
        try (Socket plain = new Socket()) {
            connect(plain, uri, address, deadline);
            handshake(shown.context(), plain, uri, null, deadline).close();
        } catch (IOException e) {
            // what was shown until then is what there is
        }
        return shown.certificates();
    }

    private void send(OutputStream out, URI uri) throws IOException {
        String path = uri.getRawPath().isEmpty() ? "/" : uri.getRawPath();
        String query = uri.getRawQuery() == null ? "" : "?" + uri.getRawQuery();
        boolean absolute = proxy != null && !isHttps(uri); // RFC 9112 §3.2.2
        StringBuilder request = new StringBuilder("GET ")
                .append(absolute ? uri.getScheme() + "://" + uri.getRawAuthority() : "")
                .append(path)
                .append(query)
                .append(" HTTP/1.1\r\nHost: ")
                .append(uri.getRawAuthority())
                .append("\r\nAccept: application/json, application/jwk-set+json\r\nAccept-Encoding: identity\r\n")
                .append("User-Agent: jwks4j-doctor\r\nConnection: close\r\n");
        if (isHome(uri)) {
            headers.forEach((name, value) ->
                    request.append(name).append(": ").append(value).append("\r\n"));
        }
        out.write(request.append("\r\n").toString().getBytes(StandardCharsets.ISO_8859_1));
        out.flush();
    }

    private boolean isHome(URI uri) {
        return isHttps(uri) == isHttps(home)
                && uri.getHost().equalsIgnoreCase(home.getHost())
                && port(uri) == port(home);
    }

    /** One time for all steps. */
    private static final class Deadline {
        private final long until;

        Deadline(Duration timeout) {
            this.until = System.nanoTime() + timeout.toNanos();
        }

        int millisLeft() throws SocketTimeoutException {
            long millis = (until - System.nanoTime()) / 1_000_000;
            if (millis <= 0) {
                throw new SocketTimeoutException();
            }
            return (int) Math.min(millis, Integer.MAX_VALUE);
        }

        /** A stream of which each read waits no longer than is left. */
        InputStream in(Socket socket) throws IOException {
            InputStream in = socket.getInputStream();
            return new InputStream() {
                @Override
                public int read() throws IOException {
                    byte[] one = new byte[1];
                    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
                }

                @Override
                public int read(byte[] bytes, int offset, int length) throws IOException {
                    socket.setSoTimeout(millisLeft());
                    return in.read(bytes, offset, length);
                }
            };
        }
    }
}
