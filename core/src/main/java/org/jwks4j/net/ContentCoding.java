package org.jwks4j.net;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.zip.GZIPInputStream;
import org.jwks4j.http.HttpTransport.BodyTooLargeException;
import org.jwks4j.http.HttpTransport.Response;
import org.jwks4j.json.Quoted;

/**
 * The body of an answer without its content coding (RFC 9110 §8.4). Every request asks for identity (§12.5.3); some CDNs send gzip
 * anyway, and some servers write into {@code Content-Encoding} what is no coding.
 */
public final class ContentCoding {
    private static final Set<String> GZIP = Set.of("gzip", "x-gzip"); // RFC 9110 §8.4.1.3

    /** The others of IANA's registry: such a body is never taken for a plain one. */
    private static final Set<String> UNSUPPORTED =
            Set.of("aes128gcm", "br", "compress", "x-compress", "dcb", "dcz", "deflate", "exi", "pack200-gzip", "zstd");

    private ContentCoding() {}

    /**
     * Decodes a body.
     *
     * @param maxBytes how many bytes of the decoded body are accepted; what is beyond is not decoded
     * @return the body, perhaps the very array of the response
     * @throws UnsupportedCodingException when it has another coding than gzip, or is not what it says
     * @throws BodyTooLargeException when it is longer
     */
    public static byte[] decoded(Response response, int maxBytes)
            throws UnsupportedCodingException, BodyTooLargeException {
        List<String> codings = codings(response.header("content-encoding"));
        if (codings.isEmpty() || (!isRegistered(codings) && isText(response.body()))) {
            return bounded(response.body(), maxBytes);
        }
        if (codings.size() > 1 || !GZIP.contains(codings.get(0))) {
            throw new UnsupportedCodingException("the body has the content coding "
                    + Quoted.of(String.join(", ", codings)) + " although only identity was accepted");
        }
        return isText(response.body()) ? bounded(response.body(), maxBytes) : gunzipped(response.body(), maxBytes);
    }

    /** In lower case, without those that do nothing. */
    private static List<String> codings(Optional<String> header) {
        List<String> codings = new ArrayList<>(1);
        for (String part : header.orElse("").split(",", -1)) {
            String coding = part.trim().toLowerCase(Locale.ROOT);
            if (!coding.isEmpty() && !coding.equals("identity")) {
                codings.add(coding);
            }
        }
        return codings;
    }

    private static boolean isRegistered(List<String> codings) {
        return codings.stream().anyMatch(coding -> GZIP.contains(coding) || UNSUPPORTED.contains(coding));
    }

    /** Whether it begins as text does, and no gzip: a proxy may have decoded a body and left the header. */
    private static boolean isText(byte[] body) {
        return body.length > 0 && ((body[0] >= ' ' && body[0] < 0x7f) || "\t\r\n".indexOf(body[0]) >= 0);
    }

    private static byte[] bounded(byte[] body, int maxBytes) throws BodyTooLargeException {
        if (body.length > maxBytes) {
            throw new BodyTooLargeException(maxBytes);
        }
        return body;
    }

    /** Members that follow each other are one body (RFC 1952 §2.2). */
    private static byte[] gunzipped(byte[] body, int maxBytes)
            throws UnsupportedCodingException, BodyTooLargeException {
        byte[] decoded;
        try (InputStream gzip = new GZIPInputStream(new ByteArrayInputStream(body))) {
            decoded = gzip.readNBytes(maxBytes + 1);
        } catch (IOException e) { // no cause: its message has what the other side sent
            throw new UnsupportedCodingException("the body says that it is gzip, and is cut off or none");
        }
        return bounded(decoded, maxBytes);
    }
}
