package org.jwks4j.net;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jwks4j.http.HttpTransport.Response;

/** Answers that matter by their headers alone. */
final class Responses {
    private Responses() {}

    /** Each line is {@code Name: value}; a name that comes twice has two values. */
    static Response withHeaders(String... lines) {
        Map<String, List<String>> headers = new LinkedHashMap<>();
        for (String line : lines) {
            int colon = line.indexOf(':');
            headers.computeIfAbsent(line.substring(0, colon), name -> new ArrayList<>())
                    .add(line.substring(colon + 1).strip());
        }
        return new Response(200, headers, new byte[0]);
    }
}
