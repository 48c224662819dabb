package org.jwks4j.benchmarks.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.StringReader;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.xml.sax.InputSource;

class BarChartTest {
    @Test
    void text_isEscaped() throws Exception {
        String svg = new BarChart("a < b & \"c\"", "<ns>").bar("<script>", 1).svg();
        assertThat(svg).contains("a &lt; b &amp; &quot;c&quot;", "&lt;ns&gt;", "&lt;script&gt;");
        DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(new InputSource(new StringReader(svg)));
    }

    @Test
    void ours_standOut() {
        assertThat(new BarChart("", "ns").bar("jwks4j", 1).svg()).contains("class=\"ours\"");
        assertThat(new BarChart("", "ns").bar("nimbus", 1).svg()).doesNotContain("class=\"ours\"");
    }

    @Test
    void valuesFarApart_getALogarithmicAxis() {
        assertThat(new BarChart("", "ns").bar("a", 1).bar("b", 50).svg()).doesNotContain("logarithmic");
        assertThat(new BarChart("", "ns").bar("a", 1).bar("b", 51).svg()).contains("ns, logarithmic");
    }

    @Test
    void whatIsNoLength_isRefused() {
        BarChart chart = new BarChart("", "ns");
        for (double value : new double[] {0, -1, Double.NaN, Double.POSITIVE_INFINITY}) {
            assertThatIllegalArgumentException().isThrownBy(() -> chart.bar("a", value));
        }
    }
}
