package org.jwks4j.transport.httpclient5;

import java.io.IOException;
import java.util.concurrent.CancellationException;
import org.apache.hc.core5.http.HttpException;

/** What a failed exchange says: never with text of the answer, which the client puts into its own exceptions. */
final class Failures {
    private Failures() {}

    static Exception of(Exception failure) {
        boolean ofTheParser = failure instanceof HttpException
                || failure.getClass().getPackageName().startsWith(HttpException.class.getPackageName());
        if (failure instanceof CancellationException || (failure instanceof IOException && !ofTheParser)) {
            return failure;
        }
        return new IOException(
                "the HTTP client cannot read the answer: " + failure.getClass().getName());
    }
}
