package org.jwks4j.testkit;

import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** An HTTP answer before it is sent: what it says, what it waits for, how it goes over the wire. Immutable. */
final class Answer {
    private final int status;
    private final Map<String, String> headers;
    private final byte[] body;
    private final Hold hold;
    private final Delivery delivery;

    private Answer(int status, Map<String, String> headers, byte[] body, Hold hold, Delivery delivery) {
        this.status = status;
        this.headers = headers;
        this.body = body;
        this.hold = hold;
        this.delivery = delivery;
    }

    static Answer of(int status, String contentType, String body) {
        Answer empty = new Answer(status, Map.of(), new byte[0], stop -> {}, Delivery.WHOLE);
        return empty.withHeader("Content-Type", contentType).withBody(body.getBytes(StandardCharsets.UTF_8));
    }

    int status() {
        return status;
    }

    Map<String, String> headers() {
        return headers;
    }

    @Nullable
    String header(String name) {
        return headers.get(name);
    }

    byte[] body() {
        return body;
    }

    String text() {
        return new String(body, StandardCharsets.UTF_8);
    }

    Hold hold() {
        return hold;
    }

    Delivery delivery() {
        return delivery;
    }

    Answer withStatus(int newStatus) {
        return new Answer(newStatus, headers, body, hold, delivery);
    }

    /** Replaces the header; null removes it. */
    Answer withHeader(String name, @Nullable String value) {
        Map<String, String> changed = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        changed.putAll(headers);
        if (value == null) {
            changed.remove(name);
        } else {
            changed.put(name, value);
        }
        return new Answer(status, Collections.unmodifiableMap(changed), body, hold, delivery);
    }

    Answer withBody(byte[] newBody) {
        return new Answer(status, headers, newBody, hold, delivery);
    }

    /** Waits for this too, after what it waits for already. */
    Answer heldBy(Hold further) {
        return new Answer(status, headers, body, hold.then(further), delivery);
    }

    Answer deliveredBy(Delivery newDelivery) {
        return new Answer(status, headers, body, hold, newDelivery);
    }

    /** What an answer waits for before its first byte. */
    @FunctionalInterface
    interface Hold {
        void await(ServerStop stop) throws InterruptedException;

        default Hold then(Hold next) {
            return stop -> {
                await(stop);
                next.await(stop);
            };
        }
    }
}
