package org.jwks4j.fetcher;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.catalina.LifecycleException;
import org.apache.catalina.connector.Connector;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.core.StandardContext;
import org.apache.catalina.startup.Tomcat;
import org.apache.catalina.valves.ValveBase;
import org.apache.coyote.http2.Http2Protocol;
import org.apache.tomcat.util.net.SSLHostConfig;
import org.apache.tomcat.util.net.SSLHostConfigCertificate;
import org.jwks4j.testkit.TestCertificate;

/** A real server with HTTP/2, on loopback: one document for whatever is asked. */
final class Http2Host implements AutoCloseable {
    /** How each request came, such as {@code HTTP/2.0}. */
    final Queue<String> protocols = new ConcurrentLinkedQueue<>();

    private final Tomcat tomcat = new Tomcat();
    private final TestCertificate certificate = TestCertificate.forLoopback();
    private final String document;
    private volatile CountDownLatch awaited = new CountDownLatch(0);

    private Http2Host(String document) {
        this.document = document;
    }

    /** @param streams how many requests it allows at once on a connection */
    static Http2Host start(Path folder, int streams, String document) throws IOException, LifecycleException {
        Http2Host host = new Http2Host(document);
        host.tomcat.setSilent(true);
        host.tomcat.setBaseDir(folder.toString());
        host.tomcat.setConnector(host.connector(folder, streams));
        StandardContext root = (StandardContext) host.tomcat.addContext("", null);
        // Both would ask, on stderr at close, for --add-opens.
        root.setClearReferencesThreadLocals(false);
        root.setClearReferencesRmiTargets(false);
        root.getPipeline().addValve(host.new Document());
        host.tomcat.start();
        return host;
    }

    private Connector connector(Path folder, int streams) throws IOException {
        String pem = Files.writeString(folder.resolve("server.pem"), certificate.chainAndKeyPem())
                .toString();
        SSLHostConfig tls = new SSLHostConfig();
        SSLHostConfigCertificate shown = new SSLHostConfigCertificate(tls, SSLHostConfigCertificate.Type.UNDEFINED);
        shown.setCertificateFile(pem);
        shown.setCertificateKeyFile(pem);
        tls.addCertificate(shown);
        Http2Protocol http2 = new Http2Protocol();
        http2.setMaxConcurrentStreams(streams);
        Connector connector = new Connector();
        connector.setPort(0);
        connector.setProperty("address", "127.0.0.1");
        connector.setProperty("SSLEnabled", "true");
        connector.setSecure(true);
        connector.setScheme("https");
        connector.addSslHostConfig(tls);
        connector.addUpgradeProtocol(http2);
        return connector;
    }

    String tenant(int number) {
        return "https://localhost:" + tomcat.getConnector().getLocalPort() + "/tenant-" + number;
    }

    String rootPem() {
        return certificate.rootPem();
    }

    /** From now on none is answered before so many have come. */
    void answersOnlyTogether(int requests) {
        protocols.clear();
        awaited = new CountDownLatch(requests);
    }

    @Override
    public void close() throws LifecycleException {
        tomcat.stop();
        tomcat.destroy();
    }

    private final class Document extends ValveBase {
        @Override
        public void invoke(Request request, Response response) throws IOException {
            protocols.add(request.getProtocol());
            awaited.countDown();
            try {
                awaited.await(10, TimeUnit.SECONDS);
            } catch (InterruptedException e) {
                throw new IOException(e);
            }
            response.setContentType("application/json");
            response.getWriter().write(document);
        }
    }
}
