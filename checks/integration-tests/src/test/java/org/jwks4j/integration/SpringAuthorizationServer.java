package org.jwks4j.integration;

import com.nimbusds.jose.util.JSONObjectUtils;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.ServletContext;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.text.ParseException;
import java.util.Base64;
import java.util.EnumSet;
import java.util.List;
import org.apache.catalina.LifecycleException;
import org.apache.catalina.core.StandardContext;
import org.apache.catalina.servlets.DefaultServlet;
import org.apache.catalina.startup.Tomcat;
import org.springframework.web.context.support.AnnotationConfigWebApplicationContext;
import org.springframework.web.filter.DelegatingFilterProxy;

/** A Spring Authorization Server on loopback: an issuer that nobody here wrote, with keys that a test rotates. */
final class SpringAuthorizationServer implements AutoCloseable {
    static final String AUDIENCE = "orders-api";
    static final String RS256_CLIENT = "rs256-client";
    static final String ES256_CLIENT = "es256-client";
    static final String SECRET = "integration";

    private final HttpClient http = HttpClient.newHttpClient();
    private final Tomcat tomcat = new Tomcat();
    private final AnnotationConfigWebApplicationContext spring = new AnnotationConfigWebApplicationContext();

    private SpringAuthorizationServer() {}

    static SpringAuthorizationServer start() throws LifecycleException {
        SpringAuthorizationServer server = new SpringAuthorizationServer();
        server.startTomcat();
        return server;
    }

    String issuer() {
        return "http://127.0.0.1:" + tomcat.getConnector().getLocalPort();
    }

    /** A new access token, asked for as a client would. */
    String clientCredentialsToken(String clientId) throws IOException, InterruptedException, ParseException {
        String credentials = clientId + ":" + SECRET;
        HttpRequest request = HttpRequest.newBuilder(URI.create(issuer() + "/oauth2/token"))
                .header(
                        "Authorization",
                        "Basic " + Base64.getEncoder().encodeToString(credentials.getBytes(StandardCharsets.UTF_8)))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString("grant_type=client_credentials&scope=read"))
                .build();
        HttpResponse<String> response = http.send(request, BodyHandlers.ofString());
        if (response.statusCode() != 200) {
            throw new IOException("no token for " + clientId + ": " + response.statusCode() + " " + response.body());
        }
        return JSONObjectUtils.getString(JSONObjectUtils.parse(response.body()), "access_token");
    }

    /** From now on new keys sign; the old ones stay published. */
    void rotateKeys() {
        keys().rotate();
    }

    /** Publishes nothing but the keys that sign now. */
    void retireOldKeys() {
        keys().retireOld();
    }

    String signingKeyId(String algorithm) {
        return keys().signingKeyId(algorithm);
    }

    List<String> publishedKeyIds() {
        return keys().publishedKeyIds();
    }

    @Override
    public void close() throws LifecycleException {
        tomcat.stop();
        tomcat.destroy();
        spring.close();
    }

    private RotatingKeys keys() {
        return spring.getBean(RotatingKeys.class);
    }

    private void startTomcat() throws LifecycleException {
        tomcat.setSilent(true);
        tomcat.setBaseDir("target/tomcat");
        tomcat.setPort(0);
        tomcat.getConnector().setProperty("address", "127.0.0.1");
        StandardContext root = (StandardContext) tomcat.addContext("", null);
        // Both would ask, on stderr at close, for --add-opens.
        root.setClearReferencesThreadLocals(false);
        root.setClearReferencesRmiTargets(false);
        root.addServletContainerInitializer((types, servlets) -> startSpring(servlets), null);
        tomcat.start();
    }

    private void startSpring(ServletContext servlets) {
        spring.register(AuthorizationServerConfiguration.class);
        spring.setServletContext(servlets);
        spring.refresh();
        servlets.addFilter("springSecurityFilterChain", new DelegatingFilterProxy("springSecurityFilterChain", spring))
                .addMappingForUrlPatterns(EnumSet.of(DispatcherType.REQUEST), false, "/*");
        // Every endpoint is a filter, and Tomcat runs filters only on the way to a servlet.
        servlets.addServlet("default", new DefaultServlet()).addMapping("/");
    }
}
