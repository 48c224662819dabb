package org.jwks4j.benchmarks.system;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import org.jwks4j.http.HttpTransport;

/** Answers for any issuer at once, with numbers that look like RSA moduli: no one verifies with them. */
final class Tenants implements HttpTransport {
    private static final Base64.Encoder BASE64 = Base64.getUrlEncoder().withoutPadding();

    private final Random random = new Random(1);

    @Override
    public CompletableFuture<Response> get(Request request) {
        String uri = request.uri().toString();
        int wellKnown = uri.indexOf("/.well-known/");
        String body =
                wellKnown < 0 ? "{\"keys\":[" + key() + "," + key() + "]}" : metadata(uri.substring(0, wellKnown));
        Map<String, List<String>> headers = Map.of("etag", List.of('"' + random(16) + '"'));
        return CompletableFuture.completedFuture(new Response(200, headers, body.getBytes(StandardCharsets.UTF_8)));
    }

    private String key() {
        byte[] number = new BigInteger(2048, random).setBit(2047).setBit(0).toByteArray();
        String modulus = BASE64.encodeToString(Arrays.copyOfRange(number, 1, number.length));
        return "{\"kid\":\"" + random(32) + "\",\"kty\":\"RSA\",\"alg\":\"RS256\",\"use\":\"sig\",\"n\":\"" + modulus
                + "\",\"e\":\"AQAB\"}";
    }

    private String random(int bytes) {
        byte[] some = new byte[bytes];
        random.nextBytes(some);
        return BASE64.encodeToString(some);
    }

    private static String metadata(String issuer) {
        String base = issuer + "/protocol/openid-connect/";
        return "{\"issuer\":\"" + issuer + "\",\"jwks_uri\":\"" + base + "certs\",\"authorization_endpoint\":\"" + base
                + "auth\",\"token_endpoint\":\"" + base + "token\",\"userinfo_endpoint\":\"" + base
                + "userinfo\",\"response_types_supported\":[\"code\",\"none\",\"id_token\",\"token\"]}";
    }
}
