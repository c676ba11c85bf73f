/** Namespaces of XMP (ISO 16684-1, Exif 2.3 for XMP) that several marks read properties of. */
export const DUBLIN_CORE = 'http://purl.org/dc/elements/1.1/';
export const XMP_BASIC = 'http://ns.adobe.com/xap/1.0/';
export const TIFF = 'http://ns.adobe.com/tiff/1.0/';
export const EXIF = 'http://ns.adobe.com/exif/1.0/';
