package org.jwks4j.api;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.w3c.dom.Element;
import org.xml.sax.SAXException;

/** What a pom says of publication. */
final class Pom {
    private final Element project;

    private Pom(Element project) {
        this.project = project;
    }

    static Pom read(Path file) throws IOException {
        try {
            return new Pom(DocumentBuilderFactory.newInstance()
                    .newDocumentBuilder()
                    .parse(file.toFile())
                    .getDocumentElement());
        } catch (ParserConfigurationException | SAXException e) {
            throw new IOException(file + " is not a pom", e);
        }
    }

    String artifactId() {
        return texts("artifactId").get(0);
    }

    List<String> modules() {
        return texts("modules", "module");
    }

    boolean isPublishedJar() {
        return !texts("packaging").contains("pom")
                && !texts("properties", "maven.deploy.skip").contains("true");
    }

    /** The artifacts that the pom depends on. */
    List<String> dependencies() {
        return texts("dependencies", "dependency", "artifactId");
    }

    /** The artifacts whose versions the pom manages. */
    List<String> managedDependencies() {
        return texts("dependencyManagement", "dependencies", "dependency", "artifactId");
    }

    private List<String> texts(String... path) {
        List<Element> elements = List.of(project);
        for (String name : path) {
            List<Element> next = new ArrayList<>();
            elements.forEach(element -> next.addAll(children(element, name)));
            elements = next;
        }
        return elements.stream()
                .map(element -> element.getTextContent().strip())
                .toList();
    }

    private static List<Element> children(Element parent, String name) {
        return IntStream.range(0, parent.getChildNodes().getLength())
                .mapToObj((int i) -> parent.getChildNodes().item(i))
                .filter(Element.class::isInstance)
                .map(Element.class::cast)
                .filter(element -> element.getTagName().equals(name))
                .toList();
    }
}
