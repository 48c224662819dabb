package org.jwks4j.testkit;

import static java.util.Objects.requireNonNull;

import java.net.URI;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Turns each request into its answer: the document, then what goes wrong, then ETag and 304. Does no I/O. */
final class IssuerSite {
    private final IssuerAddress address;
    private final PublishedKeys keys;
    private final IssuerMetadata metadata;
    private final Misbehaviours misbehaviours = new Misbehaviours();
    private final RequestLog log = new RequestLog();
    private final Map<Endpoint, Map<String, @Nullable String>> headers = new EnumMap<>(Endpoint.class);

    IssuerSite(IssuerAddress address, PublishedKeys keys) {
        this.address = address;
        this.keys = keys;
        this.metadata = new IssuerMetadata(address);
        for (Endpoint endpoint : Endpoint.values()) {
            headers.put(endpoint, new TreeMap<>(String.CASE_INSENSITIVE_ORDER));
        }
    }

    IssuerAddress address() {
        return address;
    }

    IssuerMetadata metadata() {
        return metadata;
    }

    Misbehaviours misbehaviours() {
        return misbehaviours;
    }

    RequestLog log() {
        return log;
    }

    /** Null keeps the issuer from sending the header by itself. */
    void responseHeader(Endpoint endpoint, String name, @Nullable String value) {
        synchronized (headers) {
            headersOf(endpoint).put(name, value);
        }
    }

    Answer answer(String method, URI uri, Map<String, List<String>> requestHeaders) {
        Endpoint endpoint = address.endpointAt(uri.getRawPath());
        RecordedRequest request = new RecordedRequest(endpoint, method, uri, requestHeaders);
        log.add(request);
        Answer answer = withOwnHeaders(endpoint, document(endpoint, method));
        answer = misbehaviours.applyNext(endpoint, answer);
        answer = notModified(request, withEtag(endpoint, answer));
        return method.equals("HEAD") ? answer.withBody(new byte[0]) : answer;
    }

    private Answer document(Endpoint endpoint, String method) {
        if (!method.equals("GET") && !method.equals("HEAD")) {
            return Answer.of(405, "text/plain", "only GET and HEAD").withHeader("Allow", "GET, HEAD");
        }
        return switch (endpoint) {
            case METADATA, OAUTH_METADATA -> Answer.of(200, "application/json", metadata.document(keys.keys()));
            case JWKS -> Answer.of(200, "application/jwk-set+json", keys.document());
            case OTHER -> Answer.of(404, "text/plain", "nothing here");
        };
    }

    private Answer withOwnHeaders(Endpoint endpoint, Answer document) {
        Answer answer = document;
        synchronized (headers) {
            for (Map.Entry<String, @Nullable String> header :
                    headersOf(endpoint).entrySet()) {
                answer = answer.withHeader(header.getKey(), header.getValue());
            }
        }
        return answer;
    }

    /** A strong validator (RFC 9110 §8.8.3), made from the bytes that are sent, so that a wrong body has its own. */
    private Answer withEtag(Endpoint endpoint, Answer answer) {
        boolean unwanted;
        synchronized (headers) {
            unwanted = headersOf(endpoint).containsKey("ETag");
        }
        return unwanted || answer.status() != 200 ? answer : answer.withHeader("ETag", etagOf(answer.body()));
    }

    /** RFC 9110 §13.1.2 and, without {@code If-None-Match}, §13.1.3 for the date that was sent before. */
    private static Answer notModified(RecordedRequest request, Answer answer) {
        String etag = answer.header("ETag");
        String lastModified = answer.header("Last-Modified");
        boolean unchanged = request.header("If-None-Match")
                .map(wanted -> etag != null && matches(wanted, etag))
                .orElseGet(() -> lastModified != null
                        && request.header("If-Modified-Since").stream().anyMatch(lastModified::equals));
        return unchanged && answer.status() == 200 ? answer.withStatus(304).withBody(new byte[0]) : answer;
    }

    private static boolean matches(String ifNoneMatch, String etag) {
        String opaque = etag.startsWith("W/") ? etag.substring(2) : etag;
        return Arrays.stream(ifNoneMatch.split(",", -1))
                .map(String::strip)
                .anyMatch(tag -> tag.equals("*") || tag.equals(opaque) || tag.equals("W/" + opaque));
    }

    private static String etagOf(byte[] body) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(body);
            return '"' + JwkMembers.base64(Arrays.copyOf(digest, 16)) + '"';
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e); // every JDK has SHA-256
        }
    }

    private Map<String, @Nullable String> headersOf(Endpoint endpoint) {
        return requireNonNull(headers.get(endpoint));
    }
}
