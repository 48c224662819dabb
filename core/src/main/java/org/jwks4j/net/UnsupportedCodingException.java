package org.jwks4j.net;

import java.io.IOException;

/** The body has a content coding that was not asked for and cannot be decoded. The message quotes nothing raw of the answer. */
public final class UnsupportedCodingException extends IOException {
    private static final long serialVersionUID = 1L;

    UnsupportedCodingException(String message) {
        super(message);
    }
}
