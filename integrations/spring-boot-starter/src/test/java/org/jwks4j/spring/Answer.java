package org.jwks4j.spring;

import java.net.http.HttpResponse;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What a client is told. */
record Answer(int status, String challenge, String retryAfter, String body) {
    private static final Pattern PARAMETER = Pattern.compile("(error|error_description)=\"([^\"]*)\"");
    private static final Pattern TIME = Pattern.compile("\\d{4}-\\d\\d-\\d\\dT[0-9:.]+Z");

    static Answer of(HttpResponse<String> response) {
        return new Answer(
                response.statusCode(),
                response.headers().firstValue("WWW-Authenticate").orElse(""),
                response.headers().firstValue("Retry-After").orElse(""),
                response.body());
    }

    /** For a table: without what differs from run to run. */
    String inWords() {
        StringBuilder words = new StringBuilder().append(status);
        Matcher parameter = PARAMETER.matcher(TIME.matcher(challenge).replaceAll("…"));
        boolean named = false;
        while (parameter.find()) {
            named = true;
            words.append(", `").append(parameter.group(2)).append('`');
        }
        words.append(status == 401 && !named ? ", no error named" : "");
        return words.append(retryAfter.isEmpty() ? "" : ", `Retry-After`").toString();
    }
}
