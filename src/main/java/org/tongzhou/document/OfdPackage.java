package org.tongzhou.document;

import com.ctc.wstx.api.WstxInputProperties;
import com.ctc.wstx.stax.WstxInputFactory;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Enumeration;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.zip.ZipEntry;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipFile;
import org.apache.commons.compress.utils.SeekableInMemoryByteChannel;
import org.tongzhou.kernel.SafeXml;

/**
 * The files inside an OFD (GB/T 33190), unpacked in memory and nowhere else. Names that lead outside are refused; names
 * that real writers get wrong (leading slash, backslash, other case) are taken.
 */
final class OfdPackage {
    private static final int MOST_ENTRIES = 2_000;
    private static final int MOST_BYTES = 64 * 1024 * 1024;
    private static final int HEAD = 4096;

    private final Map<String, byte[]> files = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);

    private OfdPackage() {}

    /** Tells an OFD from other packages by the name of its first files, without unpacking. */
    static boolean looksLike(byte[] bytes) {
        String head = new String(bytes, 0, Math.min(bytes.length, HEAD), java.nio.charset.StandardCharsets.ISO_8859_1);
        String tail = new String(
                bytes,
                Math.max(0, bytes.length - 16 * HEAD),
                Math.min(bytes.length, 16 * HEAD),
                java.nio.charset.StandardCharsets.ISO_8859_1);
        return head.contains("OFD.xml") || tail.contains("OFD.xml") || head.contains("Doc_0") || tail.contains("Doc_0");
    }

    static OfdPackage open(byte[] bytes) throws UnreadablePaper {
        OfdPackage opened = new OfdPackage();
        try (ZipFile zip = ZipFile.builder()
                .setSeekableByteChannel(new SeekableInMemoryByteChannel(bytes))
                .get()) {
            opened.unpack(zip);
            return opened;
        } catch (IOException | RuntimeException broken) {
            throw new UnreadablePaper("paper_broken");
        }
    }

    private void unpack(ZipFile zip) throws IOException, UnreadablePaper {
        int left = MOST_BYTES;
        int entries = 0;
        for (Enumeration<ZipArchiveEntry> all = zip.getEntries(); all.hasMoreElements(); ) {
            ZipArchiveEntry entry = all.nextElement();
            if (++entries > MOST_ENTRIES) {
                throw new UnreadablePaper("paper_too_complex");
            }
            String name = name(entry.getName());
            if (!entry.isDirectory() && !files.containsKey(name)) {
                byte[] content = content(zip, entry, left);
                left -= content.length;
                files.put(name, content);
            }
        }
    }

    /** Other ways of packing than the two that the standard names are looked up in libraries that nobody ships. */
    private static byte[] content(ZipFile zip, ZipArchiveEntry entry, int left) throws IOException, UnreadablePaper {
        if (entry.getMethod() != ZipEntry.STORED && entry.getMethod() != ZipEntry.DEFLATED) {
            throw new UnreadablePaper("paper_broken");
        }
        try (InputStream in = zip.getInputStream(entry)) {
            byte[] content = in.readNBytes(left + 1);
            if (content.length > left) {
                throw new UnreadablePaper("paper_too_complex");
            }
            return content;
        }
    }

    private static String name(String given) throws UnreadablePaper {
        String name = given.replace('\\', '/').replaceFirst("^/+", "");
        for (String step : name.split("/")) {
            if (step.equals("..") || step.contains(":")) {
                throw new UnreadablePaper("paper_broken");
            }
        }
        return name;
    }

    Map<String, byte[]> files() {
        return files;
    }

    /** The file that {@code location} names inside {@code folder}, or counted from the root. */
    Optional<String> resolve(String folder, String location) {
        String wanted = location.strip().replace('\\', '/');
        String inside = wanted.startsWith("/") ? wanted.substring(1) : folder + wanted;
        String plain = inside.replace("/./", "/");
        if (files.containsKey(plain)) {
            return Optional.of(plain);
        }
        String fromRoot = wanted.replaceFirst("^/+", "");
        return files.containsKey(fromRoot) ? Optional.of(fromRoot) : Optional.empty();
    }

    static String folder(String name) {
        return name.substring(0, name.lastIndexOf('/') + 1);
    }

    /** Streaming, without DTD and entities, bounded in depth and text. */
    XMLStreamReader xml(String name) throws XMLStreamException {
        WstxInputFactory factory = SafeXml.harden(new WstxInputFactory());
        factory.setProperty(XMLInputFactory.IS_COALESCING, true);
        factory.setProperty(WstxInputProperties.P_LAZY_PARSING, false);
        factory.setProperty(WstxInputProperties.P_MAX_ELEMENT_DEPTH, 40);
        factory.setProperty(WstxInputProperties.P_MAX_TEXT_LENGTH, 200_000);
        return factory.createXMLStreamReader(new ByteArrayInputStream(files.getOrDefault(name, new byte[0])));
    }
}
