package org.jwks4j.plots;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.StringReader;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import org.xml.sax.InputSource;

class SvgWriterTest {
    @Test
    void aDocument_isXml_andTextIsEscaped() throws Exception {
        SvgWriter svg = new SvgWriter(10, 20, "a < b & \"c\"", ".x{fill:#222}\n");
        svg.beginGroup(5);
        svg.line(0, 0, 1.04, 1.06, "grid");
        svg.text(1, 2, "start", "x", "<script>");
        svg.upright(1, 2, "a > b");
        svg.endGroup();
        svg.box(0, 0, 1, 1, "#fff");
        svg.styledBox(0, 0, 1, 1, "x");

        Document document = DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(new InputSource(new StringReader(svg.end())));

        assertThat(document.getElementsByTagName("title").item(0).getTextContent())
                .isEqualTo("a < b & \"c\"");
        assertThat(document.getElementsByTagName("text").item(0).getTextContent())
                .isEqualTo("<script>");
        assertThat(document.getElementsByTagName("script").getLength()).isZero();
    }

    @Test
    void aCoordinate_hasATenthAtMost() {
        assertThat(SvgWriter.number(3)).isEqualTo("3");
        assertThat(SvgWriter.number(3.14)).isEqualTo("3.1");
        assertThat(SvgWriter.number(2.99)).isEqualTo("3");
    }
}
