package org.jwks4j.testkit;

import static java.util.Objects.requireNonNull;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A way for an endpoint to go wrong; see {@link FakeIssuer#misbehave(Endpoint, Misbehaviour)}. Immutable, thread-safe,
 * and composable: {@code latency(ofMillis(200)).and(status(503))}. Durations are of real time.
 */
public final class Misbehaviour {
    private static final Pattern ISSUER_MEMBER = Pattern.compile("\"issuer\":\"(?:[^\"\\\\]|\\\\.)*\"");
    private static final long GARBAGE_SEED = 0x6a776b73346aL; // the same garbage in each run

    private final UnaryOperator<Answer> change;

    private Misbehaviour(UnaryOperator<Answer> change) {
        this.change = change;
    }

    /**
     * Answers late.
     *
     * @param delay before the first byte
     * @return the misbehaviour
     */
    public static Misbehaviour latency(Duration delay) {
        requireNonNull(delay, "delay");
        return new Misbehaviour(answer -> answer.heldBy(stop -> stop.pause(delay)));
    }

    /**
     * Answers once the test says so: a latency without a clock.
     *
     * @param gate what each answer waits for; completing it in any way lets them all go
     * @return the misbehaviour
     */
    public static Misbehaviour heldUntil(CompletableFuture<?> gate) {
        requireNonNull(gate, "gate");
        return new Misbehaviour(answer -> answer.heldBy(stop -> stop.until(gate)));
    }

    /**
     * Accepts the request and never answers; only the issuer's end ends it.
     *
     * @return the misbehaviour
     */
    public static Misbehaviour hang() {
        return new Misbehaviour(answer -> answer.deliveredBy(Delivery.HANGING));
    }

    /**
     * Closes the connection without a byte.
     *
     * @return the misbehaviour
     */
    public static Misbehaviour dropConnection() {
        return new Misbehaviour(answer -> answer.deliveredBy(Delivery.DROPPED));
    }

    /**
     * Answers with another status and a short text.
     *
     * @param status an HTTP status code
     * @return the misbehaviour
     */
    public static Misbehaviour status(int status) {
        if (status < 200 || status > 599) {
            throw new IllegalArgumentException("not the status of a final HTTP answer: " + status);
        }
        return body("text/plain", "the fake issuer was told to answer " + status)
                .and(new Misbehaviour(answer -> answer.withStatus(status)));
    }

    /**
     * Answers with another status and a {@code Retry-After}.
     *
     * @param status an HTTP status code, for instance 429 or 503
     * @param retryAfter when to come back, in whole seconds
     * @return the misbehaviour
     */
    public static Misbehaviour status(int status, Duration retryAfter) {
        return status(status).and(header("Retry-After", Long.toString(retryAfter.toSeconds())));
    }

    /**
     * Sends the client elsewhere, with status 302.
     *
     * @param location where to
     * @return the misbehaviour
     */
    public static Misbehaviour redirect(URI location) {
        return status(302).and(header("Location", location.toString()));
    }

    /**
     * Answers 200 with a body of your own.
     *
     * @param contentType the {@code Content-Type}
     * @param body the body, sent as UTF-8
     * @return the misbehaviour
     */
    public static Misbehaviour body(String contentType, String body) {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        return header("Content-Type", contentType).and(new Misbehaviour(answer -> answer.withBody(bytes)));
    }

    /**
     * Answers 200 with a page, as captive portals and single-page applications do.
     *
     * @return the misbehaviour
     */
    public static Misbehaviour html() {
        return body("text/html; charset=utf-8", "<!DOCTYPE html><html><body>Welcome! Please log in.</body></html>");
    }

    /**
     * Answers 200 with bytes that are neither JSON nor UTF-8.
     *
     * @param bytes how many
     * @return the misbehaviour
     */
    public static Misbehaviour garbage(int bytes) {
        byte[] garbage = new byte[bytes];
        new Random(GARBAGE_SEED).nextBytes(garbage);
        return new Misbehaviour(answer -> answer.withBody(garbage));
    }

    /**
     * Sends the right document with so much white space behind it that it becomes huge; its length is not announced.
     *
     * @param bytes the size of the body; {@link Long#MAX_VALUE} for one without end
     * @return the misbehaviour
     */
    public static Misbehaviour hugeBody(long bytes) {
        return new Misbehaviour(answer -> answer.deliveredBy(Delivery.paddedTo(bytes)));
    }

    /**
     * Sends the right document after a header of many bytes.
     *
     * @param bytes the size of the header's value
     * @return the misbehaviour
     */
    public static Misbehaviour hugeHeader(int bytes) {
        return header("X-Padding", "x".repeat(bytes));
    }

    /**
     * Sends the right document in small pieces.
     *
     * @param bytes the size of a piece
     * @param interval the wait after each piece
     * @return the misbehaviour
     */
    public static Misbehaviour slowDrip(int bytes, Duration interval) {
        if (bytes < 1) {
            throw new IllegalArgumentException("a piece needs at least one byte: " + bytes);
        }
        requireNonNull(interval, "interval");
        return new Misbehaviour(answer -> answer.deliveredBy(Delivery.dripping(bytes, interval)));
    }

    /**
     * Announces the whole document, sends half of it and closes the connection.
     *
     * @return the misbehaviour
     */
    public static Misbehaviour truncatedBody() {
        return new Misbehaviour(answer -> answer.deliveredBy(Delivery.truncated()));
    }

    /**
     * Sends the right document gzipped, asked for or not.
     *
     * @return the misbehaviour
     */
    public static Misbehaviour gzip() {
        return gzipBomb(0);
    }

    /**
     * Sends the right document with white space behind it, gzipped: about a thousandth of its size on the wire. It is
     * compressed in memory for each answer.
     *
     * @param bytes the size once decoded
     * @return the misbehaviour
     */
    public static Misbehaviour gzipBomb(long bytes) {
        return header("Content-Encoding", "gzip")
                .and(new Misbehaviour(answer -> answer.withBody(Delivery.gzip(answer.body(), bytes))));
    }

    /**
     * Sends the right document under another media type.
     *
     * @param contentType the {@code Content-Type}
     * @return the misbehaviour
     */
    public static Misbehaviour contentType(String contentType) {
        return header("Content-Type", contentType);
    }

    /**
     * Sends issuer metadata that claim to be another issuer's.
     *
     * @param issuer what to put into the {@code issuer} member
     * @return the misbehaviour
     */
    public static Misbehaviour wrongIssuer(String issuer) {
        String member = Matcher.quoteReplacement("\"issuer\":" + Json.write(requireNonNull(issuer, "issuer")));
        return new Misbehaviour(answer -> answer.withBody(
                ISSUER_MEMBER.matcher(answer.text()).replaceFirst(member).getBytes(StandardCharsets.UTF_8)));
    }

    /**
     * Sends a response header, in place of the one of that name.
     *
     * @param name the header's name
     * @param value its value
     * @return the misbehaviour
     */
    public static Misbehaviour header(String name, String value) {
        requireNonNull(name, "name");
        requireNonNull(value, "value");
        return new Misbehaviour(answer -> answer.withHeader(name, value));
    }

    /**
     * Both at once; if they contradict each other, the other one wins.
     *
     * @param other what else goes wrong
     * @return the misbehaviour
     */
    public Misbehaviour and(Misbehaviour other) {
        requireNonNull(other, "other");
        return new Misbehaviour(answer -> other.change.apply(change.apply(answer)));
    }

    Answer applyTo(Answer answer) {
        return change.apply(answer);
    }
}
