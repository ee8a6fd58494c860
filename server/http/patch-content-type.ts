import { ServerResponse } from 'node:http';

/**
 * Next 16 sets a route's content type as a list of one, in which its own compression does not recognise JSON: answers
 * then go out four times as long. A list of one becomes its only entry again. Streams keep their way: they are no JSON.
 */
export function patchContentType(): void {
  const setHeader = ServerResponse.prototype.setHeader;
  ServerResponse.prototype.setHeader = function mended(name, value) {
    const [only, ...more] = Array.isArray(value) ? value : [];
    const isJson =
      only !== undefined && more.length === 0 && name.toLowerCase() === 'content-type' && only.includes('json');
    return setHeader.call(this, name, isJson ? only : value);
  };
}
