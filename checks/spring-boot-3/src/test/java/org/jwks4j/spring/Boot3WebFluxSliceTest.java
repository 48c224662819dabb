package org.jwks4j.spring;

import org.springframework.boot.test.autoconfigure.web.reactive.WebFluxTest;
import org.springframework.test.context.ContextConfiguration;

@WebFluxTest
@ContextConfiguration(classes = Applications.WebFlux.class)
final class Boot3WebFluxSliceTest extends WebFluxSlice {}
