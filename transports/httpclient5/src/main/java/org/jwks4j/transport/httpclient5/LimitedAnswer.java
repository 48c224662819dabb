package org.jwks4j.transport.httpclient5;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.hc.core5.concurrent.FutureCallback;
import org.apache.hc.core5.http.EntityDetails;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpResponse;
import org.apache.hc.core5.http.nio.AsyncResponseConsumer;
import org.apache.hc.core5.http.nio.CapacityChannel;
import org.apache.hc.core5.http.protocol.HttpContext;
import org.jspecify.annotations.Nullable;
import org.jwks4j.http.HttpTransport.BodyTooLargeException;
import org.jwks4j.http.HttpTransport.Response;

/** Collects an answer and its body, as it comes, up to a bound; what it throws ends the exchange. Used by one thread at a time. */
final class LimitedAnswer implements AsyncResponseConsumer<Response> {
    private final int maxBytes;
    private final Map<String, List<String>> headers = new LinkedHashMap<>();
    private final ByteArrayOutputStream body = new ByteArrayOutputStream();
    private int status;
    private @Nullable FutureCallback<Response> result;

    LimitedAnswer(int maxBytes) {
        this.maxBytes = maxBytes;
    }

    @Override
    public void informationResponse(HttpResponse response, HttpContext context) {}

    @Override
    public void consumeResponse(
            HttpResponse response,
            @Nullable EntityDetails entity,
            HttpContext context,
            FutureCallback<Response> resultCallback)
            throws IOException {
        status = response.getCode();
        for (Header header : response.getHeaders()) {
            String value = header.getValue();
            headers.computeIfAbsent(header.getName(), name -> new ArrayList<>()).add(value == null ? "" : value);
        }
        result = resultCallback;
        if (entity == null) {
            complete();
        } else if (entity.getContentLength() > maxBytes) {
            throw new BodyTooLargeException(maxBytes);
        }
    }

    @Override
    public void updateCapacity(CapacityChannel channel) throws IOException {
        channel.update(Integer.MAX_VALUE);
    }

    @Override
    public void consume(ByteBuffer bytes) throws IOException {
        if (body.size() + (long) bytes.remaining() > maxBytes) {
            throw new BodyTooLargeException(maxBytes);
        }
        byte[] copy = new byte[bytes.remaining()];
        bytes.get(copy);
        body.writeBytes(copy);
    }

    @Override
    public void streamEnd(@Nullable List<? extends Header> trailers) {
        complete();
    }

    private void complete() {
        if (result != null) {
            result.completed(new Response(status, headers, body.toByteArray()));
        }
    }

    @Override
    public void failed(Exception cause) {}

    @Override
    public void releaseResources() {}
}
