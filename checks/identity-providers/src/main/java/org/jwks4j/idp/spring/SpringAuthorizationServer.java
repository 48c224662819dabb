package org.jwks4j.idp.spring;

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
import java.nio.file.Path;
import java.text.ParseException;
import java.util.Base64;
import java.util.EnumSet;
import java.util.List;
import org.apache.catalina.LifecycleException;
import org.apache.catalina.core.StandardContext;
import org.apache.catalina.servlets.DefaultServlet;
import org.apache.catalina.startup.Tomcat;
import org.apache.catalina.valves.AccessLogValve;
import org.springframework.web.context.support.AnnotationConfigWebApplicationContext;
import org.springframework.web.filter.DelegatingFilterProxy;

/** A Spring Authorization Server on loopback: an issuer that no one here wrote, with keys that its owner rotates. */
public final class SpringAuthorizationServer implements AutoCloseable {
    /** Of all its tokens. */
    public static final String AUDIENCE = "orders";

    /** Gets tokens by RS256. */
    public static final String RS256_CLIENT = "rs256-client";

    /** Gets tokens by ES256. */
    public static final String ES256_CLIENT = "es256-client";

    static final String SECRET = "integration";

    private final HttpClient http = HttpClient.newHttpClient();
    private final Tomcat tomcat = new Tomcat();
    private final AnnotationConfigWebApplicationContext spring = new AnnotationConfigWebApplicationContext();

    private SpringAuthorizationServer() {}

    /** On a free port, with its files in a folder below {@code target}. */
    public static SpringAuthorizationServer start() throws LifecycleException {
        return start(0, Path.of("target", "tomcat"));
    }

    /** The folder gets its log of requests, {@code access.log}. */
    public static SpringAuthorizationServer start(int port, Path folder) throws LifecycleException {
        SpringAuthorizationServer server = new SpringAuthorizationServer();
        server.startTomcat(port, folder.toAbsolutePath());
        return server;
    }

    /** The name that it has in its tokens. */
    public String issuer() {
        return "http://127.0.0.1:" + tomcat.getConnector().getLocalPort();
    }

    /** A new access token, asked for as a client would. */
    public String clientCredentialsToken(String clientId) throws IOException, InterruptedException, ParseException {
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
    public void rotateKeys() {
        keys().rotate();
    }

    /** Publishes nothing but the keys that sign now. */
    public void retireOldKeys() {
        keys().retireOld();
    }

    /** Of the key that signs by an algorithm now. */
    public String signingKeyId(String algorithm) {
        return keys().signingKeyId(algorithm);
    }

    /** Of all keys, the newest first. */
    public List<String> publishedKeyIds() {
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

    private void startTomcat(int port, Path folder) throws LifecycleException {
        tomcat.setSilent(true);
        tomcat.setBaseDir(folder.toString());
        tomcat.setPort(port);
        tomcat.getConnector().setProperty("address", "127.0.0.1");
        StandardContext root = (StandardContext) tomcat.addContext("", null);
        // Both would ask, on stderr at close, for --add-opens.
        root.setClearReferencesThreadLocals(false);
        root.setClearReferencesRmiTargets(false);
        root.getPipeline().addValve(accessLog(folder));
        root.addServletContainerInitializer((types, servlets) -> startSpring(servlets), null);
        tomcat.start();
    }

    private static AccessLogValve accessLog(Path folder) {
        AccessLogValve log = new AccessLogValve();
        log.setDirectory(folder.toString());
        log.setPrefix("access");
        log.setSuffix(".log");
        log.setPattern("combined"); // with the User-Agent
        log.setRotatable(false);
        log.setBuffered(false);
        return log;
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
