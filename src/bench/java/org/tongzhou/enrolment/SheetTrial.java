package org.tongzhou.enrolment;

import com.ctc.wstx.stax.WstxInputFactory;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.zip.ZipFile;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/** The two sides of {@code ./bench xlsx}: a roster read by this room, and its sheet unpacked and parsed by the library and nothing else. */
public final class SheetTrial {
    private SheetTrial() {}

    /** Reads as an import does; answers how many people. */
    public static int roster(Path file) {
        int[] people = new int[1];
        RosterFile.read(file, RosterFile.Ceiling.PROVINCE, new RosterFile.Sink() {
            @Override
            public void header(RosterHeader header) {}

            @Override
            public void row(RosterRow row) {
                people[0]++;
            }
        });
        return people[0];
    }

    /** Every event of the sheet, every text taken; answers how many rows. */
    public static int bare(Path file) throws IOException, XMLStreamException {
        int rows = 0;
        try (ZipFile zip = new ZipFile(file.toFile());
                InputStream in =
                        new BufferedInputStream(zip.getInputStream(zip.getEntry("xl/worksheets/sheet1.xml")))) {
            XMLStreamReader xml = new WstxInputFactory().createXMLStreamReader(in);
            long characters = 0;
            while (xml.hasNext()) {
                int event = xml.next();
                if (event == XMLStreamConstants.CHARACTERS) {
                    characters += xml.getText().length();
                } else if (event == XMLStreamConstants.START_ELEMENT
                        && xml.getLocalName().equals("row")) {
                    rows++;
                }
            }
            if (characters == 0) {
                throw new IllegalStateException("an empty sheet");
            }
        }
        return rows;
    }
}
