package org.jwks4j.spring.resource;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpServletResponseWrapper;
import java.io.IOException;
import org.springframework.core.Ordered;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Answers with the document, and points to it in the challenges of every security chain: before them all, so that no chain has to
 * permit it.
 */
final class ResourceMetadataFilter extends OncePerRequestFilter implements Ordered {
    /** Boot puts Spring Security's filter at −100. */
    static final int BEFORE_SECURITY = -101;

    private final ResourceMetadata metadata;

    ResourceMetadataFilter(ResourceMetadata metadata) {
        this.metadata = metadata;
    }

    @Override
    public int getOrder() {
        return BEFORE_SECURITY;
    }

    @Override
    protected boolean shouldNotFilterAsyncDispatch() {
        return false;
    }

    @Override
    protected boolean shouldNotFilterErrorDispatch() {
        return false;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        if (!metadata.isAt(request.getRequestURI(), request.getContextPath())) {
            chain.doFilter(request, new Pointing(response));
            return;
        }
        Reading reading = Reading.of(request.getMethod());
        reading.headers().forEach(response::setHeader);
        response.setStatus(reading.status());
        if (reading.hasDocument()) {
            byte[] json = metadata.json();
            response.setContentType(MediaType.APPLICATION_JSON_VALUE);
            response.setContentLength(json.length);
            response.getOutputStream().write(json);
        }
    }

    /** A response whose challenges point to the document. */
    private final class Pointing extends HttpServletResponseWrapper {
        Pointing(HttpServletResponse response) {
            super(response);
        }

        @Override
        public void setHeader(String name, String value) {
            super.setHeader(name, pointing(name, value));
        }

        @Override
        public void addHeader(String name, String value) {
            super.addHeader(name, pointing(name, value));
        }

        private String pointing(String name, String value) {
            return HttpHeaders.WWW_AUTHENTICATE.equalsIgnoreCase(name) && value != null
                    ? metadata.challenge(value)
                    : value;
        }
    }
}
