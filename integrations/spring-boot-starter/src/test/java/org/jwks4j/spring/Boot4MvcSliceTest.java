package org.jwks4j.spring;

import org.springframework.boot.webmvc.test.autoconfigure.WebMvcTest;
import org.springframework.test.context.ContextConfiguration;

@WebMvcTest
@ContextConfiguration(classes = Applications.Mvc.class)
final class Boot4MvcSliceTest extends MvcSlice {}
