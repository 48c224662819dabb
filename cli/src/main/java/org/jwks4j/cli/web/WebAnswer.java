package org.jwks4j.cli.web;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.jwks4j.cli.terminal.JsonMembers;
import org.jwks4j.json.JsonObject;

/**
 * What is answered.
 *
 * @param type its media type
 * @param headers besides those that every answer has
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
record WebAnswer(int status, String type, byte[] body, Map<String, String> headers) {
    static WebAnswer of(JsonObject object) {
        return json(200, object);
    }

    static WebAnswer refused(int status, String why) {
        return json(status, new JsonMembers().with("message", why).build());
    }

    private static WebAnswer json(int status, JsonObject object) {
        return new WebAnswer(status, "application/json", object.toJson().getBytes(StandardCharsets.US_ASCII), Map.of());
    }

    static WebAnswer redirect(String location, String cookie) {
        return new WebAnswer(303, "text/plain", new byte[0], Map.of("Location", location, "Set-Cookie", cookie));
    }
}
