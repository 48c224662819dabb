package org.jwks4j.cli.doctor;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jwks4j.http.HttpTransport.Response;
import org.jwks4j.net.ContentCoding;

/** Reads an HTTP/1.1 answer (RFC 9112) from a connection that is closed behind it. */
final class HttpAnswer {
    /** More than anyone's key set should have: what is beyond is not read. */
    static final int MAX_BODY_BYTES = 4 * 1024 * 1024;

    private static final int MAX_HEAD_BYTES = 64 * 1024;

    private final int status;
    private final Map<String, List<String>> headers;
    private final InputStream in;

    private HttpAnswer(int status, Map<String, List<String>> headers, InputStream in) {
        this.status = status;
        this.headers = headers;
        this.in = in;
    }

    int status() {
        return status;
    }

    /** Reads status line and headers. Fails with an {@link EOFException} if there is not a byte. */
    static HttpAnswer readHead(InputStream in) throws IOException {
        String statusLine = line(in, MAX_HEAD_BYTES);
        if (!statusLine.matches("HTTP/1\\.[01] [1-5][0-9]{2}( .*)?")) {
            throw new IOException("the answer is not HTTP/1.1");
        }
        int status = Integer.parseInt(statusLine.substring(9, 12));
        Map<String, List<String>> headers = new LinkedHashMap<>();
        int left = MAX_HEAD_BYTES - statusLine.length();
        for (String line = line(in, left); !line.isEmpty(); line = line(in, left)) {
            left -= line.length();
            int colon = line.indexOf(':');
            if (colon > 0) {
                headers.computeIfAbsent(line.substring(0, colon).toLowerCase(Locale.ROOT), name -> new ArrayList<>())
                        .add(line.substring(colon + 1).strip());
            }
        }
        return new HttpAnswer(status, headers, in);
    }

    private static String line(InputStream in, int max) throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        for (int b = in.read(); b != '\n'; b = in.read()) {
            if (b < 0) {
                throw line.size() == 0 ? new EOFException() : new IOException("the answer ends within its headers");
            } else if (line.size() >= max) {
                throw new IOException("the headers are longer than " + MAX_HEAD_BYTES + " bytes");
            }
            line.write(b);
        }
        return line.toString(StandardCharsets.ISO_8859_1).stripTrailing();
    }

    /** Reads the body, up to a bound. */
    Response readBody() throws IOException {
        Response head = new Response(status, headers, new byte[0]);
        if (status == 204 || status == 304 || status / 100 == 1) { // RFC 9112 §6.3
            return head;
        }
        boolean chunked = head.header("transfer-encoding")
                .map(coding -> coding.toLowerCase(Locale.ROOT).endsWith("chunked"))
                .orElse(false);
        byte[] body = chunked ? chunks() : plain(head.header("content-length").orElse(""));
        Response whole = new Response(status, headers, body);
        // as a service: what no one reads is not decoded
        return status == 200 ? new Response(status, headers, ContentCoding.decoded(whole, MAX_BODY_BYTES)) : whole;
    }

    private byte[] plain(String contentLength) throws IOException {
        if (!contentLength.matches("[0-9]{1,10}")) {
            return in.readNBytes(MAX_BODY_BYTES);
        }
        int length = (int) Math.min(Long.parseLong(contentLength), MAX_BODY_BYTES);
        byte[] body = in.readNBytes(length);
        if (body.length < length) {
            throw new IOException("the body ends after " + body.length + " of " + contentLength + " bytes");
        }
        return body;
    }

    /** RFC 9112 §7.1; extensions and trailers are skipped. */
    private byte[] chunks() throws IOException {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        while (body.size() < MAX_BODY_BYTES) {
            String size = line(in, 1024).split(";", 2)[0].strip();
            if (!size.matches("[0-9a-fA-F]{1,7}")) {
                throw new IOException("the body is not chunked as its headers say");
            }
            int length = Integer.parseInt(size, 16);
            if (length == 0) {
                break;
            }
            byte[] chunk = in.readNBytes(Math.min(length, MAX_BODY_BYTES - body.size()));
            body.write(chunk);
            if (chunk.length == length) {
                line(in, 2);
            }
        }
        return body.toByteArray();
    }
}
