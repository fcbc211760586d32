<?php
// Stands in for Apache's rewriting of /zm/api: everything below it goes to the API's one entry.
$path = parse_url($_SERVER['REQUEST_URI'], PHP_URL_PATH);
if (strpos($path, '/zm/api/') !== 0) {
    http_response_code(404);
    return true;
}
$entry = '/usr/share/zoneminder/www/api/app/webroot/index.php';
$_SERVER['SCRIPT_FILENAME'] = $entry;
$_SERVER['SCRIPT_NAME'] = '/zm/api/app/webroot/index.php';
$_SERVER['PHP_SELF'] = '/zm/api/app/webroot/index.php' . substr($path, strlen('/zm/api'));
$_SERVER['PATH_INFO'] = substr($path, strlen('/zm/api'));
chdir(dirname($entry));
require $entry;
