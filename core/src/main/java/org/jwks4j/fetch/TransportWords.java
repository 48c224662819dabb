package org.jwks4j.fetch;

import java.io.EOFException;
import java.io.IOException;
import java.net.ConnectException;
import java.net.UnknownHostException;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpTimeoutException;
import java.nio.channels.UnresolvedAddressException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeoutException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;
import org.jwks4j.error.Reason;
import org.jwks4j.http.HttpTransport.ForbiddenAddressException;
import org.jwks4j.http.HttpTransport.LateAnswerException;
import org.jwks4j.json.Quoted;
import org.jwks4j.net.Delay;

/** Why a request had no answer, in our own words: an exception's message can hold what the other side sent. */
public final class TransportWords {
    private static final Pattern TUNNEL = Pattern.compile("Tunnel failed, got: ([1-5][0-9]{2})");

    private TransportWords() {}

    /**
     * The kind of a failure.
     *
     * @param failure what the request ended in
     * @return a reason of the 503 kind
     */
    public static Reason reasonOf(Throwable failure) {
        if (failure instanceof HttpTimeoutException || failure instanceof TimeoutException) {
            return Reason.TIMEOUT;
        } else if (isCausedBy(failure, ForbiddenAddressException.class)) {
            return Reason.FORBIDDEN_ADDRESS;
        }
        return Reason.ISSUER_UNREACHABLE;
    }

    /**
     * Describes a failure.
     *
     * @param failure what the request ended in
     * @param took how long was waited
     * @return a part of a sentence
     */
    public static String of(Throwable failure, Duration took) {
        if (reasonOf(failure) == Reason.TIMEOUT) {
            return late(failure, Delay.inWords(took));
        } else if (reasonOf(failure) == Reason.FORBIDDEN_ADDRESS) {
            return "the address is not public, and the issuer is known only at run time: "
                    + Quoted.of(failure.getMessage());
        } else if (failure instanceof SSLException tls) {
            return TlsWords.of(tls);
        } else if (isUnresolved(failure)) {
            return "the host name cannot be resolved";
        } else if (failure instanceof ConnectException) {
            return "the connection was refused";
        } else if (failure instanceof IOException) {
            return connection(failure);
        }
        return "the transport failed: " + failure.getClass().getName();
    }

    private static String late(Throwable failure, String waited) {
        if (failure instanceof HttpConnectTimeoutException) {
            return "no connection within " + waited + ", the TLS handshake included";
        } else if (failure instanceof LateAnswerException late) {
            return "no whole answer within " + waited + ": "
                    + (late.headersCame()
                            ? "headers and " + late.bodyBytes() + " bytes of the body had come"
                            : "connected or connecting, and no headers had come");
        }
        return "no whole answer within " + waited;
    }

    /** The JDK's client tells of an early end only in its messages. */
    private static String connection(Throwable failure) {
        String message = String.valueOf(failure.getMessage());
        if (message.contains("header parser received no bytes")) {
            return "it closed the connection before an answer";
        } else if (message.contains("reset")) {
            return "it reset the connection";
        } else if (message.contains("cannot read the answer")) {
            return "what answered is not HTTP as it should be, or its headers are too large";
        } else if (isCausedBy(failure, EOFException.class)
                || message.contains("EOF reached")
                || message.contains("closed")) {
            return "it closed the connection within the answer";
        }
        return tunnel(message).orElseGet(() -> "the connection failed: " + Quoted.of(message));
    }

    /** What a proxy answers when it is asked to connect to the host (RFC 9110 §9.3.6). */
    private static Optional<String> tunnel(String message) {
        Matcher refused = TUNNEL.matcher(message);
        return refused.find()
                ? Optional.of("the proxy refused to connect to the host: it answered " + refused.group(1))
                : Optional.empty();
    }

    /**
     * A name or a certificate that is no longer there, which may mean that the keys have moved.
     *
     * @param failure what the request ended in
     * @return whether the name was not resolved, or TLS failed
     */
    public static boolean isUnresolvedOrTls(@Nullable Throwable failure) {
        return failure instanceof SSLException || (failure != null && isUnresolved(failure));
    }

    private static boolean isUnresolved(Throwable failure) {
        return isCausedBy(failure, UnknownHostException.class) || isCausedBy(failure, UnresolvedAddressException.class);
    }

    private static boolean isCausedBy(Throwable failure, Class<? extends Throwable> type) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (type.isInstance(cause)) {
                return true;
            }
        }
        return false;
    }
}
