package org.jwks4j.idp;

import java.io.IOException;
import java.util.List;
import java.util.stream.Collectors;
import org.jwks4j.json.JsonObject;
import org.jwks4j.testkit.SigningKey;

/** Glewlwyd's administration API, as its manual says to use it. */
final class GlewlwydAdministration {
    static final String CLIENT_SECRET = "identity-providers";

    private static final String PASSWORD = """
            {"username":"admin","password":"password"}""";

    private static final String SCOPE = """
            {"name":"orders","display_name":"orders","password_required":false,"scheme":{}}""";

    private static final String PLUGIN = """
            {"module":"oidc","name":"oidc","display_name":"oidc","parameters":{"iss":"%s","jwks-private":%s,
             "jwks-show":true,"client-sign_kid-parameter":"sign_kid","jwt-type":"rsa","jwt-key-size":"256",
             "access-token-duration":3600,"refresh-token-duration":3600,"code-duration":600,"allow-non-oidc":true,
             "auth-type-client-enabled":true,"auth-type-code-enabled":false,"auth-type-token-enabled":false,
             "auth-type-id-token-enabled":true,"auth-type-password-enabled":false,"auth-type-refresh-enabled":false,
             "subject-type":"public","introspection-revocation-allowed":false,"allowed-scope":["openid","orders"]}}""";

    private static final String CLIENT = """
            {"client_id":"%1$s","name":"%1$s","confidential":true,"enabled":true,"scope":["orders"],
             "authorization_type":["client_credentials"],"token_endpoint_auth_method":["client_secret_basic"],
             "client_secret":"%2$s","password":"%2$s","sign_kid":"%3$s"}""";

    private final Http http = new Http(Access.HTTP_ON_LOOPBACK.client());
    private final String api;
    private final String issuer;

    GlewlwydAdministration(String address, String issuer) {
        this.api = address + "/api";
        this.issuer = issuer;
    }

    /** The first time, on an empty database. */
    void setUp(List<SigningKey> keys) throws IOException, InterruptedException {
        send("POST", "/scope/", SCOPE);
        send("POST", "/mod/plugin/", plugin(keys));
        for (SigningKey key : keys) {
            send("POST", "/client/?source=database", client(key));
        }
    }

    /** The plugin is told its keys and reads them anew; then the client of that key signs with it. */
    void setKeys(List<SigningKey> keys, SigningKey signer) throws IOException, InterruptedException {
        send("PUT", "/mod/plugin/oidc", plugin(keys));
        send("PUT", "/mod/plugin/oidc/reset", "");
        send("PUT", "/client/" + clientOf(signer.algorithm()) + "?source=database", client(signer));
    }

    static String clientOf(String algorithm) {
        return "orders-" + algorithm;
    }

    private String plugin(List<SigningKey> keys) {
        String jwks = keys.stream()
                .map(key -> JsonObject.of(key.withPrivateMembers().jwk()).toJson())
                .collect(Collectors.joining(",", "{\"keys\":[", "]}"));
        return PLUGIN.formatted(issuer, '"' + jwks.replace("\"", "\\\"") + '"');
    }

    private static String client(SigningKey key) {
        return CLIENT.formatted(clientOf(key.algorithm()), CLIENT_SECRET, key.keyId());
    }

    private void send(String method, String path, String json) throws IOException, InterruptedException {
        String cookie = http.send("POST", api + "/auth/", PASSWORD, "Content-Type", "application/json")
                .headers()
                .firstValue("Set-Cookie")
                .orElseThrow();
        http.send(
                method,
                api + path,
                json,
                "Content-Type",
                "application/json",
                "Cookie",
                cookie.substring(0, cookie.indexOf(';')));
    }
}
