package org.tongzhou.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import com.ctc.wstx.stax.WstxInputFactory;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SafeXmlTest {
    @Test
    void whatADocumentNamesOrDeclaresIsNotRead(@TempDir Path place) throws Exception {
        Path secret = Files.writeString(place.resolve("secret"), "secret");
        assertThat(texts("<!DOCTYPE d [<!ENTITY s SYSTEM \"" + secret.toUri() + "\">]><d>&s;</d>"))
                .doesNotContain("secret");
        assertThat(texts("<!DOCTYPE d [<!ENTITY a \"aaaa\"><!ENTITY b \"&a;&a;&a;\">]><d>&b;</d>"))
                .doesNotContain("aaaa");
    }

    private static String texts(String document) {
        StringBuilder texts = new StringBuilder();
        try {
            XMLStreamReader xml =
                    SafeXml.harden(new WstxInputFactory()).createXMLStreamReader(new StringReader(document));
            while (xml.hasNext()) {
                if (xml.next() == XMLStreamReader.CHARACTERS) {
                    texts.append(xml.getText());
                }
            }
        } catch (XMLStreamException undeclared) {
            return texts.toString();
        }
        return texts.toString();
    }
}
